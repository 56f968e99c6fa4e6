package crm.privacy.service;

/** Strings inside valid JSON. */
final class JsonStrings {

    private static final int HEX = 16;

    private JsonStrings() {}

    /** The place of the quote that ends the string which begins after {@code at}. */
    static int end(String json, int at) {
        int quote = json.indexOf('"', at);
        while (isEscaped(json, quote)) {
            quote = json.indexOf('"', quote + 1);
        }
        return quote;
    }

    private static boolean isEscaped(String json, int quote) {
        int slash = quote - 1;
        while (json.charAt(slash) == '\\') {
            slash--;
        }
        return ((quote - slash) & 1) == 0;
    }

    /** What the characters between two places mean. */
    static String unescaped(String json, int begin, int end) {
        String raw = json.substring(begin, end);
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder text = new StringBuilder(end - begin);
        for (int i = begin; i < end; i++) {
            char c = json.charAt(i);
            if (c != '\\') {
                text.append(c);
            } else if (json.charAt(++i) == 'u') {
                text.append((char) Integer.parseInt(json, i + 1, i + 5, HEX));
                i += 4;
            } else {
                text.append(meaning(json.charAt(i)));
            }
        }
        return text.toString();
    }

    private static char meaning(char escaped) {
        return switch (escaped) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escaped;
        };
    }
}
