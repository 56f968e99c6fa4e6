package crm.condition.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a form as JSON, and remembers where in it each condition stands. */
final class FormWriting {

    private final Map<Integer, String> pointers = new HashMap<>();

    /** JSON Pointers by the ids of conditions. */
    Map<Integer, String> pointers() {
        return pointers;
    }

    ObjectNode node(FormNode node, String pointer) {
        pointers.put(node.getId(), pointer);
        ObjectNode json = Written.JSON.objectNode();
        String inside = pointer + "/" + node.getKind().word();
        switch (node.getKind()) {
            case ALL, ANY -> json.set(node.getKind().word(), parts(node.getParts(), inside));
            case NOT ->
                json.set(
                        "not",
                        node.getParts().isEmpty()
                                ? Written.JSON.objectNode()
                                : node(node.getParts().get(0), inside));
            case AT_LEAST -> {
                ObjectNode some = json.putObject("at_least");
                number(some, node, "n");
                some.set("of", parts(node.getParts(), inside + "/of"));
            }
            default -> leaf(node, json);
        }
        return json;
    }

    private ArrayNode parts(List<FormNode> parts, String pointer) {
        ArrayNode list = Written.JSON.arrayNode();
        for (FormNode part : parts) {
            list.add(node(part, pointer + "/" + list.size()));
        }
        return list;
    }

    private static void leaf(FormNode node, ObjectNode json) {
        switch (node.getKind()) {
            case TRAIT -> {
                json.put("trait", node.word("trait") == null ? "" : node.word("trait"));
                Written.put(json, "currency", node.word("currency"));
                node.getIs().writeTo(json);
            }
            case IDENTITY -> {
                json.put("identity", node.word("identity") == null ? "" : node.word("identity"));
                Written.put(json, "op", node.word("op"));
            }
            case SEGMENT -> json.put("segment", node.word("segment") == null ? "" : node.word("segment"));
            case RFM -> {
                ArrayNode names = json.putArray("rfm");
                node.getNames().forEach(names::add);
            }
            default -> inside(node, json.putObject(node.getKind().word()));
        }
    }

    private static void inside(FormNode node, ObjectNode json) {
        switch (node.getKind()) {
            case CONSENT -> {
                words(json, node, List.of("purpose"));
                json.put("granted", Boolean.parseBoolean(node.word("granted")));
            }
            case BUCKET -> {
                words(json, node, List.of("salt"));
                number(json, node, "from");
                number(json, node, "to");
            }
            case RECENCY -> {
                words(json, node, List.of("type"));
                FormCheck.write(json, node.getWhere(), node.saysWhere());
                words(json, node, List.of("which", "op"));
                span(json, node, "value");
            }
            case LIFECYCLE -> {
                words(json, node, List.of("type", "state"));
                span(json, node, "active");
                span(json, node, "lapse");
            }
            case SEQUENCE -> {
                json.set("window", node.getWindow().json());
                ArrayNode steps = json.putArray("steps");
                node.getSteps().forEach(step -> steps.add(step.json()));
            }
            default -> measured(node, json);
        }
    }

    private static void measured(FormNode node, ObjectNode json) {
        words(json, node, List.of("type", "measure", "kind", "property", "currency"));
        FormCheck.write(json, node.getWhere(), node.saysWhere());
        if (node.getKind() == NodeKind.EVENT) {
            json.set("window", node.getWindow().json());
        }
        node.getIs().writeTo(json);
    }

    private static void words(ObjectNode json, FormNode node, List<String> names) {
        names.forEach(name -> Written.put(json, name, node.word(name)));
    }

    private static void number(ObjectNode json, FormNode node, String name) {
        if (node.word(name) != null) {
            JsonNode number = FormValue.number(node.word(name));
            json.set(name, number);
        }
    }

    private static void span(ObjectNode json, FormNode node, String name) {
        Written.put(json, name, node.getSpans().get(name).json());
    }
}
