package crm.profile.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.ingest.entity.EventRefused;
import crm.ingest.entity.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What an edit may say, beside what an event may: attributes only, and not more than people type. */
final class EditRules {

    /** Where attributes stand in what was sent. */
    static final String ROOT = "/attributes";

    static final int LONGEST = 2000;
    static final int MOST_FIELDS = 200;

    /** Nobody mends more at a time. */
    static final int MOST_FAULTS = 20;

    private static final int DEEPEST = 8;

    /** In an event these say who it is and what they agreed to: each has a way of its own. */
    private static final Set<String> NO_ATTRIBUTES = Set.of("customer_id", "anonymous_id", "identities", "consents");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Fault> faults = new ArrayList<>();
    private int fields;

    private EditRules() {}

    /**
     * Looks at a merge patch; says whether it says anything.
     *
     * @throws EventRefused if it may not be
     */
    static boolean check(String attributes) {
        JsonNode patch = tree(attributes);
        EditRules rules = new EditRules();
        if (!patch.isObject()) {
            throw new EventRefused(List.of(new Fault(ROOT, "wrong_type", "must be an object")));
        }
        NO_ATTRIBUTES.stream()
                .filter(patch::has)
                .sorted()
                .forEach(name -> rules.fault(ROOT + '/' + name, "no_attribute", "is no attribute, and not changed so"));
        rules.look(patch, ROOT, 0);
        if (rules.fields > MOST_FIELDS) {
            rules.fault(ROOT, "too_many", "must have at most " + MOST_FIELDS + " fields");
        }
        if (!rules.faults.isEmpty()) {
            throw new EventRefused(rules.faults);
        }
        return rules.fields > 0;
    }

    private static JsonNode tree(String attributes) {
        try {
            return JSON.readTree(attributes);
        } catch (JsonProcessingException e) {
            throw new EventRefused(List.of(new Fault(ROOT, "wrong_type", "must be an object")));
        }
    }

    private void look(JsonNode value, String pointer, int depth) {
        if (depth > DEEPEST) {
            fault(pointer, "too_deep", "must not be nested so deeply");
            return;
        }
        if (value.isTextual() && value.textValue().length() > LONGEST) {
            fault(pointer, "too_long", "must have at most " + LONGEST + " characters");
        }
        if (!value.isObject()) {
            fields++;
            for (int i = 0; i < value.size(); i++) {
                look(value.get(i), pointer + '/' + i, depth + 1);
            }
            return;
        }
        value.properties()
                .forEach(field -> look(
                        field.getValue(),
                        pointer + '/' + field.getKey().replace("~", "~0").replace("/", "~1"),
                        depth + 1));
    }

    private void fault(String pointer, String code, String detail) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(new Fault(pointer, code, detail));
        }
    }
}
