package crm.ingest.service;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Text that PostgreSQL takes: well-formed UTF-8 without U+0000 and without half a surrogate pair, be they raw or
 * escaped. Looks at bytes first, since nearly all text is beyond doubt.
 */
final class StorableText {

    private StorableText() {}

    /**
     * Whether JSON needs {@link #isStorable} for each of its strings, because an escape in it may stand for U+0000 or
     * half a pair.
     */
    static boolean isDoubtful(byte[] json) {
        for (int i = 0; i + 5 < json.length; i++) {
            if (json[i] == '\\' && json[i + 1] == 'u' && (isZero(json, i + 2) || isSurrogate(json, i + 2))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isZero(byte[] json, int at) {
        return json[at] == '0' && json[at + 1] == '0' && json[at + 2] == '0' && json[at + 3] == '0';
    }

    private static boolean isSurrogate(byte[] json, int at) {
        return (json[at] | 0x20) == 'd' && Character.digit(json[at + 1], 16) >= 8;
    }

    static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether the bytes are UTF-8 without a zero byte, as no JSON text has one. */
    static boolean isUtf8(byte[] bytes) {
        boolean ascii = true;
        for (byte b : bytes) {
            if (b == 0) {
                return false;
            }
            ascii &= b > 0;
        }
        return ascii || isDecodable(bytes);
    }

    private static boolean isDecodable(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
