package crm.ingest.rest;

import java.io.ByteArrayOutputStream;

/**
 * Header values as CloudEvents' HTTP binding writes them (section 3.1.3.2): in ASCII, all else as percent-encoded UTF-8.
 * A percent sign that encodes nothing stands for itself, as a value in quotes stands for what is between them.
 */
final class PercentText {

    private static final int HEX = 16;

    private PercentText() {}

    static byte[] decoded(String header) {
        String value = unquoted(header.strip());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length());
        for (int i = 0; i < value.length(); i++) {
            int code = value.charAt(i) == '%' ? code(value, i) : -1;
            if (code >= 0) {
                bytes.write(code);
                i += 2;
            } else {
                bytes.writeBytes(raw(value.charAt(i)));
            }
        }
        return bytes.toByteArray();
    }

    /** Servers read headers as ISO 8859-1, so what is beyond ASCII is a byte that somebody sent raw. */
    private static byte[] raw(char c) {
        return new byte[] {(byte) (c < 256 ? c : '?')};
    }

    private static int code(String value, int percent) {
        if (percent + 2 >= value.length()) {
            return -1;
        }
        int high = Character.digit(value.charAt(percent + 1), HEX);
        int low = Character.digit(value.charAt(percent + 2), HEX);
        return high < 0 || low < 0 ? -1 : HEX * high + low;
    }

    private static String unquoted(String value) {
        return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1")
                : value;
    }
}
