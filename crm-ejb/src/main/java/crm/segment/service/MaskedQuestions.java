package crm.segment.service;

import com.fasterxml.jackson.databind.JsonNode;
import crm.condition.language.PropertyPath;
import crm.ingest.entity.Fault;
import crm.profile.service.PersonalData;
import crm.segment.entity.SegmentRefused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who may not see personal values must not be able to ask for them either, one letter after the other: of those it may be asked
 * whether there are any, and when a day returns.
 */
final class MaskedQuestions {

    private static final Set<String> HARMLESS = Set.of("exists", "not_exists", "anniversary_within");
    private static final Set<String> TELLING = Set.of("sum", "avg", "min", "max");
    private static final String PROBE = "probe";
    private static final String PRODUCT_ID = "product_id";

    private MaskedQuestions() {}

    /** @throws SegmentRefused if a condition asks what a personal value is */
    static void refuse(JsonNode where) {
        List<Fault> faults = new ArrayList<>();
        look(where, "/where", "", faults);
        if (!faults.isEmpty()) {
            throw new SegmentRefused(faults);
        }
    }

    private static void look(JsonNode node, String pointer, String type, List<Fault> faults) {
        String inside = node.path("type").isTextual() ? node.path("type").textValue() : type;
        boolean harmless = HARMLESS.contains(node.path("op").asText());
        if (node.path("trait").isTextual()
                && !harmless
                && isPersonal(node.path("trait").textValue(), "")) {
            faults.add(fault(pointer + "/trait"));
        }
        boolean tells =
                node.has("measure") ? TELLING.contains(node.path("measure").asText()) : !harmless;
        if (node.path("property").isTextual()
                && tells
                && !node.has("ref")
                && isPersonal(node.path("property").textValue(), inside)) {
            faults.add(fault(pointer + "/property"));
        }
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                look(node.get(i), pointer + '/' + i, inside, faults);
            }
        } else {
            node.properties().forEach(field -> look(field.getValue(), pointer + '/' + field.getKey(), inside, faults));
        }
    }

    private static Fault fault(String pointer) {
        return new Fault(
                pointer, "personal", "is personal: you may ask exists, not_exists and anniversary_within of it");
    }

    /** Whether it would be masked. */
    private static boolean isPersonal(String path, String type) {
        List<String> names = PropertyPath.of(path).names();
        Map<String, Object> field = new HashMap<>(Map.of(names.get(names.size() - 1), PROBE));
        if (type.startsWith("product.") || names.contains("products")) {
            field.putIfAbsent(PRODUCT_ID, PROBE);
        }
        for (int i = names.size() - 2; i >= 0; i--) {
            field = Map.of(names.get(i), field);
        }
        Object found = PersonalData.masked(field);
        for (String name : names) {
            found = found instanceof Map<?, ?> object ? object.get(name) : null;
        }
        return !PROBE.equals(found);
    }
}
