package crm.condition.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;

/** Writes conditions as {@link DefinitionReader} reads them; with the same vocabulary what is read back is equal. */
public final class ConditionJson implements ConditionVisitor<ObjectNode> {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ConditionJson() {}

    public static ObjectNode of(Condition condition) {
        return condition.accept(new ConditionJson());
    }

    public static ObjectNode of(Definition definition) {
        ObjectNode json = JSON.objectNode().put("key", definition.key()).put("name", definition.name());
        definition.description().ifPresent(text -> json.put("description", text));
        json.put(
                "timezone",
                definition.zone().getId().equals("Z")
                        ? "UTC"
                        : definition.zone().getId());
        json.set("where", of(definition.where()));
        return json;
    }

    private ArrayNode list(List<Condition> conditions) {
        ArrayNode list = JSON.arrayNode();
        conditions.forEach(one -> list.add(one.accept(this)));
        return list;
    }

    private static ObjectNode node(String kind, JsonNode inside) {
        return JSON.objectNode().set(kind, inside);
    }

    @Override
    public ObjectNode all(Condition.All all) {
        return node("all", list(all.of()));
    }

    @Override
    public ObjectNode any(Condition.Any any) {
        return node("any", list(any.of()));
    }

    @Override
    public ObjectNode not(Condition.Not not) {
        return node("not", not.of().accept(this));
    }

    @Override
    public ObjectNode atLeast(Condition.AtLeast atLeast) {
        ObjectNode inside = JSON.objectNode().put("n", atLeast.n());
        inside.set("of", list(atLeast.of()));
        return node("at_least", inside);
    }

    @Override
    public ObjectNode trait(Condition.Trait trait) {
        ObjectNode json = JSON.objectNode().put("trait", trait.path().toString());
        trait.currency().ifPresent(code -> json.put("currency", code));
        return compared(json, trait.is());
    }

    @Override
    public ObjectNode identity(Condition.Identity identity) {
        return JSON.objectNode()
                .put("identity", identity.namespace())
                .put("op", identity.exists() ? "exists" : "not_exists");
    }

    @Override
    public ObjectNode consent(Condition.Consent consent) {
        return node(
                "consent", JSON.objectNode().put("purpose", consent.purpose()).put("granted", consent.granted()));
    }

    @Override
    public ObjectNode segment(Condition.Segment segment) {
        return JSON.objectNode().put("segment", segment.key());
    }

    @Override
    public ObjectNode rfm(Condition.Rfm rfm) {
        ArrayNode names = JSON.arrayNode();
        rfm.names().forEach(names::add);
        return node("rfm", names);
    }

    @Override
    public ObjectNode bucket(Condition.Bucket bucket) {
        ObjectNode inside = JSON.objectNode().put("salt", bucket.salt());
        inside.set("from", number(bucket.from()));
        inside.set("to", number(bucket.to()));
        return node("bucket", inside);
    }

    @Override
    public ObjectNode event(Condition.Event event) {
        ObjectNode inside = JSON.objectNode()
                .put("type", event.type())
                .put("measure", event.measure().word());
        event.property().ifPresent(path -> inside.put("property", path.toString()));
        event.currency().ifPresent(code -> inside.put("currency", code));
        where(inside, event.where());
        inside.set("window", window(event.window()));
        return node("event", compared(inside, event.is()));
    }

    @Override
    public ObjectNode recency(Condition.Recency recency) {
        ObjectNode inside = JSON.objectNode().put("type", recency.type());
        where(inside, recency.where());
        return node(
                "recency",
                inside.put("which", recency.first() ? "first" : "last")
                        .put("op", recency.within() ? "within" : "older_than")
                        .put("value", Durations.text(recency.span())));
    }

    @Override
    public ObjectNode lifecycle(Condition.Lifecycle lifecycle) {
        return node(
                "lifecycle",
                JSON.objectNode()
                        .put("type", lifecycle.type())
                        .put("state", lifecycle.stage().word())
                        .put("active", Durations.text(lifecycle.active()))
                        .put("lapse", Durations.text(lifecycle.lapse())));
    }

    @Override
    public ObjectNode sequence(Condition.Sequence sequence) {
        ObjectNode inside = JSON.objectNode();
        inside.set("window", window(sequence.window()));
        ArrayNode steps = inside.putArray("steps");
        sequence.steps().forEach(step -> steps.add(step(step)));
        return node("sequence", inside);
    }

    private static ObjectNode step(Step step) {
        ObjectNode json = JSON.objectNode();
        step.as().ifPresent(name -> json.put("as", name));
        json.put("type", step.type());
        where(json, step.where());
        if (step.negated()) {
            json.put("negate", true);
        }
        step.within().ifPresent(within -> json.put("within", Durations.text(within)));
        return json;
    }

    @Override
    public ObjectNode records(Condition.OpenRecords records) {
        ObjectNode inside = JSON.objectNode().put("kind", records.kind().word());
        where(inside, records.where());
        return node("record", compared(inside, records.is()));
    }

    private static void where(ObjectNode json, List<PropertyCheck> where) {
        if (!where.isEmpty()) {
            ArrayNode items = json.putArray("where");
            where.forEach(test -> items.add(
                    compared(JSON.objectNode().put("property", test.property().toString()), test.is())));
        }
    }

    private static ObjectNode compared(ObjectNode json, Comparison is) {
        json.put("op", is.op().word());
        if (is.with() instanceof Operand.Reference reference) {
            json.put("ref", reference.step() + "." + reference.property());
        } else if (is.with() != Operand.Nothing.NOTHING) {
            json.set("value", value(is.with()));
        }
        return json;
    }

    private static JsonNode value(Operand with) {
        if (with instanceof Operand.Decimal number) {
            return number(number.value());
        } else if (with instanceof Operand.Flag flag) {
            return JSON.booleanNode(flag.value());
        } else if (with instanceof Operand.Range range) {
            return JSON.arrayNode().add(value(range.low())).add(value(range.high()));
        } else if (with instanceof Operand.Choice choice) {
            ArrayNode list = JSON.arrayNode();
            choice.of().forEach(one -> list.add(value(one)));
            return list;
        }
        return JSON.textNode(text(with));
    }

    private static String text(Operand with) {
        if (with instanceof Operand.Text text) {
            return text.value();
        } else if (with instanceof Operand.Time time) {
            return time.value().toString();
        } else if (with instanceof Operand.Span span) {
            return Durations.text(span.value());
        }
        throw new IllegalArgumentException(with.getClass().getSimpleName());
    }

    private static JsonNode number(BigDecimal number) {
        return JSON.numberNode(number.scale() < 0 ? number.setScale(0) : number);
    }

    private static ObjectNode window(Window window) {
        ObjectNode json = JSON.objectNode();
        if (window instanceof Window.Last last) {
            json.put("last", Durations.text(last.span()));
        } else if (window instanceof Window.Between between) {
            json.putArray("between").add(Durations.text(between.from())).add(Durations.text(between.to()));
        } else if (window instanceof Window.Since since) {
            json.put("since", since.since().toString());
            since.until().ifPresent(until -> json.put("until", until.toString()));
        } else if (window instanceof Window.Calendar calendar) {
            json.put("calendar", calendar.period().word());
        } else {
            json.put("lifetime", true);
        }
        return json;
    }
}
