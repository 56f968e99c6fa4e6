package crm.segment.page;

import crm.condition.form.FormCheck;
import crm.condition.form.FormComparison;
import crm.condition.form.FormNode;
import crm.condition.form.FormStep;
import crm.condition.form.FormTree;
import crm.condition.form.FormValue;
import crm.condition.form.NodeKind;
import crm.condition.language.Operator;
import crm.condition.language.ValueType;
import crm.segment.service.Choices;
import java.util.List;
import java.util.Set;

/** Lets what was filled in fit together: values are of the type that their property has, operators suit it. */
final class Settling {

    private static final String BY_PLACE = "#";

    private final Choices choices;

    Settling(Choices choices) {
        this.choices = choices;
    }

    void settle(FormTree tree) {
        tree.rows("").forEach(row -> settle(row.node()));
    }

    private void settle(FormNode node) {
        String type = node.getWords().get("type");
        node.getWhere().forEach(check -> settle(check, type));
        if (node.getKind() == NodeKind.TRAIT) {
            settle(node.getIs(), choices.trait(node.getWords().get("trait")).type());
        }
        for (FormStep step : node.getSteps()) {
            step.getWhere().forEach(check -> settle(check, step.getType()));
            step.getWhere().forEach(check -> name(check.getIs(), node.getSteps()));
        }
    }

    private void settle(FormCheck check, String type) {
        settle(check.getIs(), choices.property(type, check.getProperty()).type());
    }

    private static void settle(FormComparison is, ValueType type) {
        Set<Operator> suiting = Operator.suiting(type);
        if (Operator.of(is.getOp()).filter(suiting::contains).isEmpty()) {
            is.setOp(suiting.iterator().next().word());
        }
        switch (type) {
            case TEXT, TIME -> is.setAs(FormValue.TEXT);
            case FLAG -> is.setAs(FormValue.FLAG);
            case NUMBER, MONEY -> {
                // A number in a text is one, too, and stays as it was written.
                if (is.getFirst().getText() == null || is.getAs().equals(FormValue.FLAG)) {
                    is.setAs(FormValue.NUMBER);
                }
            }
            default -> {}
        }
        if (is.getAs().equals(FormValue.FLAG) && is.getFirst().getText() == null) {
            is.getFirst().setText("true");
        }
    }

    /** A step that is referred to by its place gets a name. */
    private static void name(FormComparison is, List<FormStep> steps) {
        String step = is.getStep();
        if (!is.isReferring() || step == null || !step.startsWith(BY_PLACE)) {
            return;
        }
        FormStep meant = steps.get(Integer.parseInt(step.substring(1)));
        if (meant.getName() == null) {
            meant.setName("step_" + (steps.indexOf(meant) + 1));
        }
        is.setStep(meant.getName());
    }
}
