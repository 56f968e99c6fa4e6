package crm.privacy.service;

import crm.privacy.entity.PersonalField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the personal values in a JSON object, in one pass over its characters and without reading what is not personal: the
 * hot path asks it about every event. Finds what {@link PersonalField#of} marks. The text must be valid JSON.
 */
final class PersonalScan {

    private final String json;
    private final List<Span> found = new ArrayList<>(0);
    private int at;

    /**
     * Where a member with a personal value stands.
     *
     * @param begin of its name, at the quote
     * @param field its name, plain
     */
    record Span(int begin, int value, int end, String field) {}

    private PersonalScan(String json) {
        this.json = json;
    }

    /** In the order of the text; none is inside another. */
    static List<Span> of(String json) {
        PersonalScan scan = new PersonalScan(json);
        scan.skipSpace();
        if (scan.at < json.length() && json.charAt(scan.at) == '{') {
            scan.object(false);
        }
        return scan.outermost();
    }

    private List<Span> outermost() {
        if (found.size() < 2) {
            return found;
        }
        found.sort(Comparator.comparingInt(Span::begin));
        List<Span> outer = new ArrayList<>(found.size());
        int end = 0;
        for (Span span : found) {
            if (span.begin() >= end) {
                outer.add(span);
                end = span.end();
            }
        }
        return outer;
    }

    /** What of an object is known at its end only. */
    private static final class Members {

        private boolean ofAThing;
        private List<Span> names = List.of();
        private Span value;
        private boolean valueIsPersonal;
    }

    private void object(boolean thing) {
        Members members = new Members();
        members.ofAThing = thing;
        at++;
        skipSpace();
        while (json.charAt(at) == '"') {
            member(members);
            skipSeparator();
        }
        at++;
        if (!members.ofAThing) {
            found.addAll(members.names);
        }
        if (members.value != null && members.valueIsPersonal) {
            found.add(members.value);
        }
    }

    private void member(Members members) {
        int begin = at;
        int nameEnd = JsonStrings.end(json, begin + 1);
        String plain = MarkedNames.find(json, begin + 1, nameEnd);
        at = nameEnd + 1;
        skipSpace();
        at++;
        skipSpace();
        int value = at;
        char first = json.charAt(value);
        value(first, isStructure(first) && PersonalField.isThing(JsonStrings.unescaped(json, begin + 1, nameEnd)));
        if (plain == null) {
            return;
        }
        if (isProductId(plain, begin + 1, nameEnd)) {
            members.ofAThing = true;
        } else if (first != 'n' && !(members.ofAThing && PersonalField.mayBeOfAThing(plain))) { // null says nothing
            mark(members, new Span(begin, value, at, plain), first);
        }
    }

    private void mark(Members members, Span span, char first) {
        boolean flag = first == 't' || first == 'f';
        if (flag && PersonalField.isMarked(span.field())) {
            return; // says nothing of anybody
        }
        if (PersonalField.mayBeOfAThing(span.field())) {
            members.names = members.names.isEmpty() ? new ArrayList<>(1) : members.names;
            members.names.add(span);
        } else if (PersonalField.isMarked(span.field())) {
            if (first != '{' || !PersonalField.mayBeStructured(span.field())) {
                found.add(span);
            }
        } else {
            remember(members, span, first);
        }
    }

    /** The two fields of an identity; they count only as they are spelled here. */
    private void remember(Members members, Span span, char first) {
        if (isSpelled(span, MarkedNames.VALUE)) {
            members.value = span;
        } else if (isSpelled(span, MarkedNames.NAMESPACE)) {
            members.valueIsPersonal = first == '"'
                    && PersonalField.ofNamespace(JsonStrings.unescaped(json, span.value() + 1, span.end() - 1))
                            .isPresent();
        }
    }

    private boolean isSpelled(Span member, String name) {
        int end = JsonStrings.end(json, member.begin() + 1);
        return JsonStrings.unescaped(json, member.begin() + 1, end).equals(name);
    }

    private boolean isProductId(String plain, int begin, int end) {
        return plain.equals(MarkedNames.PRODUCT_ID)
                && JsonStrings.unescaped(json, begin, end).equals(PersonalField.PRODUCT_ID);
    }

    private static boolean isStructure(char first) {
        return first == '{' || first == '[';
    }

    /**
     * Goes behind a value.
     *
     * @param thing whether objects in it are things
     */
    private void value(char first, boolean thing) {
        switch (first) {
            case '"' -> at = JsonStrings.end(json, at + 1) + 1;
            case '{' -> object(thing);
            case '[' -> array(thing);
            default -> skipLiteral();
        }
    }

    private void array(boolean thing) {
        at++;
        skipSpace();
        while (json.charAt(at) != ']') {
            value(json.charAt(at), thing);
            skipSeparator();
        }
        at++;
    }

    private void skipSeparator() {
        skipSpace();
        if (json.charAt(at) == ',') {
            at++;
            skipSpace();
        }
    }

    private void skipSpace() {
        while (at < json.length() && json.charAt(at) <= ' ') {
            at++;
        }
    }

    private void skipLiteral() {
        char c = json.charAt(at);
        while (c != ',' && c != '}' && c != ']' && c > ' ') {
            c = json.charAt(++at);
        }
    }
}
