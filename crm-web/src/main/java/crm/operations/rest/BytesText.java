package crm.operations.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Optional;

/**
 * Bytes as text: as they are if they are UTF-8, else in Base64.
 *
 * @param encoding {@value #BASE64} or empty
 */
record BytesText(Optional<String> text, Optional<String> encoding) {

    static final String BASE64 = "base64";

    /** @param bytes may be null, and then there is no text */
    static BytesText of(byte[] bytes) {
        if (bytes == null) {
            return new BytesText(Optional.empty(), Optional.empty());
        }
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return new BytesText(Optional.of(text), Optional.empty());
        } catch (CharacterCodingException e) {
            return new BytesText(Optional.of(Base64.getEncoder().encodeToString(bytes)), Optional.of(BASE64));
        }
    }

    /** @throws IllegalArgumentException if it is not what its encoding says */
    byte[] bytes() {
        if (text.isEmpty()) {
            return null;
        }
        return encoding.isPresent()
                ? Base64.getDecoder().decode(text.get())
                : text.get().getBytes(UTF_8);
    }
}
