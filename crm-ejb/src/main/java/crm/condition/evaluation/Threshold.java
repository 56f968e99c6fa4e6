package crm.condition.evaluation;

import java.util.List;

/** Holds if so many of its parts do: all, one, or any number between. */
final class Threshold implements Node {

    private final Node[] parts;
    private final int needed;
    private final boolean recurs;

    Threshold(List<Node> parts, int needed) {
        this.parts = parts.toArray(Node[]::new);
        this.needed = needed;
        this.recurs = parts.stream().anyMatch(Node::recurs);
    }

    @Override
    public boolean recurs() {
        return recurs;
    }

    /** Asks only as many parts as decide. As long as these stay what they are, the whole does. */
    @Override
    public boolean holds(Evaluation about, long at) {
        int holding = 0;
        int failing = 0;
        long untilHolding = Micros.NEVER;
        long untilFailing = Micros.NEVER;
        for (int i = 0; i < parts.length && holding < needed && failing <= parts.length - needed; i++) {
            if (parts[i].holds(about, at)) {
                holding++;
                untilHolding = Math.min(untilHolding, about.until());
            } else {
                failing++;
                untilFailing = Math.min(untilFailing, about.until());
            }
        }
        about.until(holding >= needed ? untilHolding : untilFailing);
        return holding >= needed;
    }
}
