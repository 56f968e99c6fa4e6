package crm.condition.form;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.condition.language.Operator;
import crm.condition.language.Operator.Takes;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How a value is compared, and with what: values, a duration, or a property of an earlier step. */
public class FormComparison implements Serializable {

    private static final long serialVersionUID = 1L;

    private String op;
    private final List<FormValue> values = new ArrayList<>();
    private FormDuration span = new FormDuration("30", "days");
    private boolean referring;
    private String step;
    private String property;

    public FormComparison(String op, FormValue value) {
        this.op = op;
        values.add(value);
        values.add(new FormValue(null, value.getAs()));
    }

    /** @param node the object that has {@code op} with {@code value} or {@code ref} */
    static FormComparison of(JsonNode node) {
        JsonNode value = node.path("value");
        FormComparison read =
                new FormComparison(node.path("op").asText("eq"), FormValue.of(value.isArray() ? value.path(0) : value));
        if (value.isArray()) {
            read.values.clear();
            value.forEach(one -> read.values.add(FormValue.of(one)));
        }
        if (read.takes() == Takes.A_SPAN) {
            read.span = FormDuration.of(value);
        }
        if (node.has("ref")) {
            String ref = node.path("ref").asText();
            int dot = ref.indexOf('.');
            read.referring = true;
            read.step = dot < 0 ? ref : ref.substring(0, dot);
            read.property = dot < 0 ? null : ref.substring(dot + 1);
        }
        return read;
    }

    /** Adds {@code op} with {@code value} or {@code ref}. */
    void writeTo(ObjectNode json) {
        Written.put(json, "op", op);
        if (referring && takes() != Takes.NOTHING) {
            json.put("ref", (step == null ? "" : step) + "." + (property == null ? "" : property.strip()));
            return;
        }
        switch (takes()) {
            case NOTHING -> {}
            case A_SPAN -> Written.put(json, "value", span.json());
            case MANY ->
                list(json, values.stream().filter(one -> one.getText() != null).toList());
            case TWO_IN_ORDER -> list(json, List.of(value(0), value(1)));
            default -> Written.put(json, "value", value(0).json());
        }
    }

    private static void list(ObjectNode json, List<FormValue> of) {
        ArrayNode list = json.putArray("value");
        of.forEach(one -> Written.add(list, one.json()));
    }

    private FormValue value(int at) {
        while (values.size() <= at) {
            values.add(new FormValue(
                    null, values.isEmpty() ? FormValue.TEXT : values.get(0).getAs()));
        }
        return values.get(at);
    }

    public Takes takes() {
        return Operator.of(op).map(Operator::takes).orElse(Takes.ONE);
    }

    public String getTakes() {
        return referring && takes() != Takes.NOTHING ? "REF" : takes().name();
    }

    public FormValue getFirst() {
        return value(0);
    }

    public FormValue getSecond() {
        return value(1);
    }

    /** One value a line. */
    public String getLines() {
        return values.stream()
                .map(FormValue::getText)
                .filter(text -> text != null)
                .collect(joining("\n"));
    }

    /** A value that was there before stays what it is; others are what the first one is. */
    public void setLines(String lines) {
        String as = value(0).getAs();
        Map<String, FormValue> known = values.stream()
                .filter(one -> one.getText() != null)
                .collect(Collectors.toMap(FormValue::getText, Function.identity(), (one, other) -> one));
        values.clear();
        if (lines != null) {
            lines.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .forEach(line -> values.add(known.getOrDefault(line, new FormValue(line, as))));
        }
        if (values.isEmpty()) {
            values.add(new FormValue(null, as));
        }
    }

    /** What values are meant as: {@code text}, {@code number} or {@code flag}. */
    public String getAs() {
        return value(0).getAs();
    }

    /** Of all, where it is another than before. */
    public void setAs(String as) {
        if (!as.equals(value(0).getAs())) {
            values.forEach(one -> one.setAs(as));
        }
    }

    public String getOp() {
        return op;
    }

    public void setOp(String op) {
        this.op = op;
    }

    public FormDuration getSpan() {
        return span;
    }

    public boolean isReferring() {
        return referring;
    }

    public void setReferring(boolean referring) {
        this.referring = referring;
    }

    public String getStep() {
        return step;
    }

    public void setStep(String step) {
        this.step = step;
    }

    public String getProperty() {
        return property;
    }

    public void setProperty(String property) {
        this.property = property;
    }
}
