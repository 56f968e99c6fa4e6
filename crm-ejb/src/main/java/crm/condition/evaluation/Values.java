package crm.condition.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import crm.condition.language.Decimals;
import crm.condition.language.Moment;
import crm.condition.language.PropertyPath;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Values in JSON: where they stand, and as what they can be taken. */
public final class Values {

    private Values() {}

    /**
     * What stands at a path; where arrays are on the way or at its end, an array of all that stands there. {@code null} is
     * nothing.
     */
    public static JsonNode at(JsonNode root, PropertyPath path) {
        JsonNode node = root;
        for (int i = 0; i < path.size(); i++) {
            if (node.isArray()) {
                ArrayNode all = JsonNodeFactory.instance.arrayNode();
                each(root, path, all::add);
                return all;
            }
            node = node.path(path.name(i));
        }
        return node.isNull() ? MissingNode.getInstance() : node;
    }

    /** Each value that stands at a path, arrays taken apart; neither {@code null} nor missing ones. */
    static void each(JsonNode root, PropertyPath path, Consumer<JsonNode> taker) {
        each(root, path, 0, taker);
    }

    private static void each(JsonNode node, PropertyPath path, int depth, Consumer<JsonNode> taker) {
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                each(node.get(i), path, depth, taker);
            }
        } else if (depth < path.size()) {
            JsonNode child = node.get(path.name(depth));
            if (child != null) {
                each(child, path, depth + 1, taker);
            }
        } else if (isThere(node)) {
            taker.accept(node);
        }
    }

    static boolean isThere(JsonNode value) {
        return !value.isNull() && !value.isMissingNode();
    }

    /** As a text; a number as it is written plainly. */
    static Optional<String> text(JsonNode value) {
        return value.isTextual()
                ? Optional.of(value.textValue())
                : Decimals.ofNumber(value).map(Values::plain);
    }

    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** As an instant; a day begins in the zone. */
    static OptionalLong time(JsonNode value, ZoneId zone) {
        return moment(value)
                .map(moment -> OptionalLong.of(Micros.of(moment.in(zone))))
                .orElse(OptionalLong.empty());
    }

    static Optional<Moment> moment(JsonNode value) {
        return value.isTextual() ? Moment.parse(value.textValue()) : Optional.empty();
    }
}
