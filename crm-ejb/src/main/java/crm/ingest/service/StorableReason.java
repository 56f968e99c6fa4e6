package crm.ingest.service;

import crm.ingest.entity.Rejection;
import java.util.regex.Pattern;

/**
 * A rejection as it is kept, in plain. Names of fields are chosen by whoever sends them, and a map by e-mail address or
 * phone number has names that are personal: those that look like anything but a name of a field become {@value #HIDDEN}.
 */
final class StorableReason {

    private static final String HIDDEN = "…";
    private static final int LONGEST = 500;
    private static final Pattern FIELD = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$.:-]{0,63}");
    private static final Pattern INDEX = Pattern.compile("[0-9]{1,6}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{5}");
    /** PostgreSQL's text knows every character but U+0000, and no half of a pair. */
    private static final Pattern UNSTORABLE = Pattern.compile("[\\x00\\x{D800}-\\x{DFFF}]");

    private StorableReason() {}

    static Rejection of(Rejection rejection) {
        return new Rejection(rejection.code(), storable(pointer(rejection.pointer())), storable(rejection.detail()));
    }

    private static String storable(String text) {
        return UNSTORABLE.matcher(text).replaceAll("?");
    }

    private static String pointer(String pointer) {
        StringBuilder plain = new StringBuilder();
        int end = pointer.indexOf('/');
        while (end >= 0 && plain.length() < LONGEST) {
            int next = pointer.indexOf('/', end + 1);
            plain.append('/').append(name(pointer.substring(end + 1, next < 0 ? pointer.length() : next)));
            end = next;
        }
        return plain.toString();
    }

    private static String name(String name) {
        boolean harmless = INDEX.matcher(name).matches()
                || (FIELD.matcher(name).matches() && !NUMBER.matcher(name).find());
        return harmless ? name : HIDDEN;
    }
}
