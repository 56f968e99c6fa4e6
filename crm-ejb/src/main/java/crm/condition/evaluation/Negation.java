package crm.condition.evaluation;

/** Holds if its part does not. */
record Negation(Node part) implements Node {

    @Override
    public boolean recurs() {
        return part.recurs();
    }

    @Override
    public boolean holds(Evaluation about, long at) {
        return !part.holds(about, at);
    }
}
