package crm.platform.rest;

import java.nio.charset.Charset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The syntax of media types (RFC 9110, 8.3.1 and 12.5.1). */
final class MediaTypes {

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String VALUE = "(?:" + TOKEN + "|\"(?:[^\"\\\\]|\\\\.)*\")";
    private static final String PARAMETERS = "(?:\\s*;\\s*" + TOKEN + "=" + VALUE + ")*\\s*;?\\s*";
    private static final String TYPE = "\\s*" + TOKEN + "/" + TOKEN + PARAMETERS;
    private static final Pattern ONE = Pattern.compile(TYPE);
    private static final Pattern RANGES = Pattern.compile(TYPE + "(?:," + TYPE + ")*");
    // What a body is, is never a range; JAX-RS would take it by any reader that comes along.
    private static final Pattern RANGE = Pattern.compile("\\s*(?:\\*/|[^/]*/\\*\\s*(?:;|$)).*");
    private static final Pattern CHARSET = Pattern.compile(";\\s*charset=\"?([^\";\\s]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern QUALITY = Pattern.compile(";\\s*q=([^;,\\s]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern WEIGHT = Pattern.compile("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?");
    private static final int LONGEST = 2000;

    private MediaTypes() {}

    /** Whether it is one media type and no range of them, with a charset that is known here if it has any. */
    static boolean isOne(String type) {
        if (type.length() > LONGEST
                || !ONE.matcher(type).matches()
                || RANGE.matcher(type).matches()) {
            return false;
        }
        Matcher charset = CHARSET.matcher(type);
        return !charset.find() || isKnown(charset.group(1));
    }

    private static boolean isKnown(String charset) {
        try {
            return Charset.isSupported(charset);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether it is a list of media types with weights. */
    static boolean areRanges(String accept) {
        return accept.length() <= LONGEST
                && RANGES.matcher(accept).matches()
                && QUALITY.matcher(accept)
                        .results()
                        .allMatch(q -> WEIGHT.matcher(q.group(1)).matches());
    }
}
