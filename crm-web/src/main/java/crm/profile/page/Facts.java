package crm.profile.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fields of a JSON object one by one; those of nested objects by their path, as in {@code address.city}. */
final class Facts {

    private final String kind;
    private final Wording wording;
    private final List<Fact> facts = new ArrayList<>();

    private Facts(String kind, Wording wording) {
        this.kind = kind;
        this.wording = wording;
    }

    /**
     * All fields, in their order.
     *
     * @param kind of the keys, for their labels
     */
    static List<Fact> of(String kind, Map<String, Object> fields, Wording wording) {
        Facts facts = new Facts(kind, wording);
        facts.add("", fields);
        return facts.facts;
    }

    /** One field by its path; empty where it has no value. */
    static Optional<Fact> of(String kind, String key, Object value, Wording wording) {
        return Optional.ofNullable(value).map(known -> new Facts(kind, wording).fact(key, known));
    }

    private void add(String path, Map<?, ?> fields) {
        fields.forEach((name, value) -> {
            String key = path + name;
            if (value instanceof Map<?, ?> nested) {
                add(key + '.', nested);
            } else if (value != null) {
                facts.add(fact(key, value));
            }
        });
    }

    private Fact fact(String key, Object value) {
        String label = wording.label(kind, key);
        return value instanceof List<?> list && list.stream().anyMatch(Facts::isThing)
                ? new Fact(
                        label,
                        String.valueOf(list.size()),
                        list.stream().map(wording::value).toList())
                : new Fact(label, said(key, value));
    }

    private static boolean isThing(Object entry) {
        return entry instanceof Map<?, ?> fields && !fields.containsKey("amount");
    }

    private String said(String key, Object value) {
        return key.equals("rfm.name") ? wording.label("rfm", String.valueOf(value)) : wording.value(value);
    }
}
