package crm.condition.evaluation;

import crm.condition.language.Operand;
import crm.condition.language.Operator;
import crm.condition.language.PropertyCheck;
import crm.condition.language.PropertyPath;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A property that must be one of some texts for a filter to hold: by it filters are found without asking each. */
record EqualityHint(PropertyPath path, Set<String> texts) {

    /** Of the first item that says so. */
    static Optional<EqualityHint> of(List<PropertyCheck> where) {
        return where.stream()
                .flatMap(one -> texts(one).stream().map(texts -> new EqualityHint(one.property(), texts)))
                .findFirst();
    }

    private static Optional<Set<String>> texts(PropertyCheck test) {
        if (test.is().op() == Operator.EQ && test.is().with() instanceof Operand.Text text) {
            return Optional.of(Set.of(text.value()));
        }
        if (test.is().op() != Operator.IN || !(test.is().with() instanceof Operand.Choice choice)) {
            return Optional.empty();
        }
        return choice.of().stream().allMatch(Operand.Text.class::isInstance)
                ? Optional.of(choice.of().stream()
                        .map(one -> ((Operand.Text) one).value())
                        .collect(Collectors.toUnmodifiableSet()))
                : Optional.empty();
    }
}
