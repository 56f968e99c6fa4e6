package crm.condition.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/** Reads JSON that was read as a condition before, or that a form wrote. */
final class FormReading {

    private final IntSupplier ids;

    FormReading(IntSupplier ids) {
        this.ids = ids;
    }

    FormNode node(JsonNode json) {
        NodeKind kind = Stream.of(NodeKind.values())
                .filter(one -> json.has(one.word()))
                .findFirst()
                .orElse(NodeKind.ALL);
        FormNode node = new FormNode(ids.getAsInt(), kind);
        JsonNode inside = json.path(kind.word());
        switch (kind) {
            case ALL, ANY -> parts(node, inside);
            case NOT -> {
                if (!inside.isEmpty()) {
                    node.getParts().add(node(inside));
                }
            }
            case AT_LEAST -> {
                node.word("n", inside.path("n"));
                parts(node, inside.path("of"));
            }
            case TRAIT -> {
                words(node, json, List.of("trait", "currency"));
                node.is(FormComparison.of(json));
            }
            case IDENTITY -> words(node, json, List.of("identity", "op"));
            case CONSENT -> words(node, inside, List.of("purpose", "granted"));
            case SEGMENT -> node.word("segment", inside);
            case RFM -> inside.forEach(name -> node.getNames().add(name.asText()));
            case BUCKET -> words(node, inside, List.of("salt", "from", "to"));
            case EVENT -> event(node, inside);
            case RECENCY -> {
                words(node, inside, List.of("type", "which", "op"));
                node.getSpans().put("value", FormDuration.of(inside.path("value")));
                node.where(inside.path("where"));
            }
            case LIFECYCLE -> {
                words(node, inside, List.of("type", "state"));
                node.getSpans().put("active", FormDuration.of(inside.path("active")));
                node.getSpans().put("lapse", FormDuration.of(inside.path("lapse")));
            }
            case SEQUENCE -> {
                node.window(FormWindow.of(inside.path("window")));
                inside.path("steps").forEach(step -> node.getSteps().add(FormStep.of(step)));
            }
            case RECORD -> {
                node.word("kind", inside.path("kind"));
                node.where(inside.path("where"));
                node.is(FormComparison.of(inside));
            }
        }
        return node;
    }

    private void parts(FormNode node, JsonNode list) {
        list.forEach(one -> node.getParts().add(node(one)));
    }

    private static void event(FormNode node, JsonNode inside) {
        words(node, inside, List.of("type", "measure", "property", "currency"));
        node.where(inside.path("where"));
        node.window(FormWindow.of(inside.path("window")));
        node.is(FormComparison.of(inside));
    }

    private static void words(FormNode node, JsonNode json, List<String> names) {
        names.forEach(name -> node.word(name, json.path(name)));
    }
}
