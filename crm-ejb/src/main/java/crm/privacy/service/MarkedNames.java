package crm.privacy.service;

import crm.privacy.entity.PersonalField;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds out whether a name in a JSON text is one that matters to {@link PersonalScan}, without making a string of it: most
 * do not, and every event has many.
 */
final class MarkedNames {

    static final String PRODUCT_ID = PersonalField.plain(PersonalField.PRODUCT_ID);
    static final String NAMESPACE = "namespace";
    static final String VALUE = "value";

    private static final int SLOTS = 1 << 10;
    private static final String[] TABLE = table();
    private static final int LONGEST = longest();

    private MarkedNames() {}

    private static String[] table() {
        Set<String> names = new TreeSet<>(PersonalField.all().keySet());
        names.add(PRODUCT_ID);
        names.add(NAMESPACE);
        names.add(VALUE);
        String[] table = new String[SLOTS];
        for (String name : names) {
            int slot = hash(name) & (SLOTS - 1);
            while (table[slot] != null) {
                slot = (slot + 1) & (SLOTS - 1);
            }
            table[slot] = name;
        }
        return table;
    }

    private static int longest() {
        int longest = 0;
        for (String name : TABLE) {
            longest = name == null ? longest : Math.max(longest, name.length());
        }
        return longest;
    }

    private static int hash(String plain) {
        int hash = 0;
        for (int i = 0; i < plain.length(); i++) {
            hash = 31 * hash + plain.charAt(i);
        }
        return hash ^ (hash >>> 15);
    }

    /** The plain form of the name between two places of a JSON text; null if nothing depends on it. */
    static String find(String json, int begin, int end) {
        int hash = 0;
        int letters = 0;
        for (int i = begin; i < end; i++) {
            char c = json.charAt(i);
            if (c >= 0x80 || c == '\\') {
                return rare(json, begin, end);
            }
            int plain = plain(c);
            if (plain >= 0) {
                hash = 31 * hash + plain;
                letters++;
            }
        }
        String known = letters > LONGEST ? null : lookUp(hash ^ (hash >>> 15), json, begin, end, letters);
        return known == null && mayHaveWord(json, begin, end)
                ? marked(PersonalField.plain(json.substring(begin, end)))
                : known;
    }

    private static String lookUp(int hash, String json, int begin, int end, int letters) {
        int slot = hash & (SLOTS - 1);
        while (TABLE[slot] != null) {
            if (TABLE[slot].length() == letters && matches(TABLE[slot], json, begin, end)) {
                return TABLE[slot];
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
        return null;
    }

    private static boolean matches(String name, String json, int begin, int end) {
        int at = 0;
        for (int i = begin; i < end; i++) {
            int plain = plain(json.charAt(i));
            if (plain >= 0 && name.charAt(at++) != plain) {
                return false;
            }
        }
        return true;
    }

    /** As {@link PersonalField#plain} does it; -1 for what that leaves out. */
    private static int plain(char c) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            return c;
        }
        return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : -1;
    }

    private static String marked(String plain) {
        return PersonalField.isMarked(plain) ? plain : null;
    }

    /** Whether one of the words that mark a name may be in it; each has one of these pairs of letters in its midst. */
    private static boolean mayHaveWord(String json, int begin, int end) {
        int before = -1;
        for (int i = begin; i < end; i++) {
            int c = plain(json.charAt(i));
            if (c >= 0) {
                if ((before == 'm' && c == 'a') || (before == 'h' && c == 'o') || (before == 'd' && c == 'd')) {
                    return true;
                }
                before = c;
            }
        }
        return false;
    }

    private static String rare(String json, int begin, int end) {
        String plain = PersonalField.plain(JsonStrings.unescaped(json, begin, end));
        String known = lookUp(hash(plain), plain, 0, plain.length(), plain.length());
        return known == null ? marked(plain) : known;
    }
}
