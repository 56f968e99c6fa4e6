package crm.condition.evaluation;

import crm.condition.language.Condition;
import java.time.ZoneId;

/** A condition made ready to be asked, one of a {@link ConditionSet}. Immutable. */
public final class CompiledCondition {

    private final String name;
    private final Condition condition;
    private final ZoneId zone;
    private final Node root;
    private final Dependencies dependencies;

    CompiledCondition(String name, Condition condition, ZoneId zone, Node root) {
        this.name = name;
        this.condition = condition;
        this.zone = zone;
        this.root = root;
        this.dependencies = Dependencies.of(condition, zone);
    }

    /** The key of its segment, rule or audience. */
    public String name() {
        return name;
    }

    public Condition condition() {
        return condition;
    }

    public ZoneId zone() {
        return zone;
    }

    public Dependencies dependencies() {
        return dependencies;
    }

    Node root() {
        return root;
    }

    @Override
    public String toString() {
        return name;
    }
}
