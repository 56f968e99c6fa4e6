package crm.segment.page;

import crm.condition.form.FormCheck;
import crm.condition.form.FormNode;
import crm.condition.form.FormStep;
import crm.condition.form.NodeKind;
import crm.condition.language.ConditionWords;
import crm.condition.language.Operator;
import crm.condition.language.ValueType;
import crm.segment.service.Choices;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the builder offers for the condition that is open. */
public record Suggested(Choices choices) {

    private static final List<String> NUMBERS = words(ValueType.NUMBER);

    /** An earlier step: what stands for it in the form, and how it is called. */
    public record Earlier(String value, String type) {}

    private static List<String> words(ValueType type) {
        return Operator.suiting(type).stream().map(Operator::word).toList();
    }

    /** Says conditions in a language; own traits are called by their names. */
    ConditionWords words(Locale language) {
        return new ConditionWords(language, choices.names());
    }

    /** What a trait is called, empty where its path says it all. */
    public String name(String trait) {
        return choices.names().getOrDefault(trait, "");
    }

    /** Of a number that is computed, always there. */
    public List<String> getNumberOperators() {
        return NUMBERS.stream().filter(op -> !op.endsWith("exists")).toList();
    }

    /** What suits the trait of a condition. */
    public List<String> operators(FormNode node) {
        return words(choices.trait(node.getWords().get("trait")).type());
    }

    /** What suits a property of events of a type. */
    public List<String> operators(String type, FormCheck check) {
        return words(choices.property(type, check.getProperty()).type());
    }

    public boolean isKnown(String type, FormCheck check) {
        return choices.property(type, check.getProperty()).type() != ValueType.ANY;
    }

    public boolean isKnown(FormNode node) {
        return choices.trait(node.getWords().get("trait")).type() != ValueType.ANY;
    }

    /** Whether amounts are compared, for which a currency can be chosen. */
    public boolean isMoney(FormNode node) {
        ValueType type = node.getKind() == NodeKind.TRAIT
                ? choices.trait(node.getWords().get("trait")).type()
                : choices.property(node.getWords().get("type"), node.getWords().get("property"))
                        .type();
        return type == ValueType.MONEY || node.getWords().get("currency") != null;
    }

    public List<String> getTypes() {
        return List.copyOf(choices.events().keySet());
    }

    public List<String> properties(String type) {
        return List.copyOf(choices.of(type).keySet());
    }

    /** Properties that can be measured. */
    public List<String> measurable(FormNode node) {
        boolean distinct = "distinct".equals(node.getWords().get("measure"));
        return choices.of(node.getWords().get("type")).entrySet().stream()
                .filter(one -> distinct
                        || one.getValue().type() == ValueType.NUMBER
                        || one.getValue().type() == ValueType.MONEY)
                .map(one -> one.getKey())
                .toList();
    }

    public List<String> values(String type, FormCheck check) {
        return choices.property(type, check.getProperty()).values();
    }

    public List<String> values(FormNode node) {
        return choices.trait(node.getWords().get("trait")).values();
    }

    public List<String> getTraits() {
        return List.copyOf(choices.traits().keySet());
    }

    /** Steps before one that have an event. */
    public List<Earlier> earlier(FormNode node, FormStep step) {
        List<Earlier> earlier = new ArrayList<>();
        for (FormStep one :
                node.getSteps().subList(0, Math.max(0, node.getSteps().indexOf(step)))) {
            if (!one.isNegated()) {
                String name = Optional.ofNullable(one.getName())
                        .orElse("#" + node.getSteps().indexOf(one));
                earlier.add(new Earlier(name, one.getType() == null ? "" : one.getType()));
            }
        }
        return earlier;
    }
}
