package crm.profile.service;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What the audit trail calls the fields that an edit names. */
final class FieldNames {

    private static final int LONGEST = 64;

    private FieldNames() {}

    /**
     * By pointer, such as {@code address.city}, each another; only what looks like the name of a field is one, all else might
     * be personal, and is numbered.
     */
    static Map<String, String> of(Collection<String> pointers) {
        Map<String, String> names = new LinkedHashMap<>();
        int odd = 0;
        for (String pointer : pointers) {
            String name = pointer.substring(1).replace('/', '.');
            names.put(pointer, isName(name) && !names.containsValue(name) ? name : "*" + ++odd);
        }
        return names;
    }

    private static boolean isName(String name) {
        return name.length() <= LONGEST && name.toLowerCase(Locale.ROOT).matches("[a-z0-9_.-]+");
    }
}
