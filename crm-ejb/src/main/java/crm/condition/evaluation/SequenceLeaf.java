package crm.condition.evaluation;

import java.util.List;

/** Events one after the other. */
final class SequenceLeaf extends Leaf {

    private final List<SequenceStep> steps;
    private final Span span;
    private final boolean[] referredLater;
    private final boolean moves;

    /** @param referredLater by step: whether a later one refers to it */
    SequenceLeaf(int place, List<SequenceStep> steps, Span span, boolean[] referredLater) {
        super(place);
        this.steps = List.copyOf(steps);
        this.span = span;
        this.referredLater = referredLater.clone();
        this.moves = steps.stream().anyMatch(SequenceStep::moves);
    }

    private SequenceSearch search(Evaluation about, long at) {
        return new SequenceSearch(about, steps, span, referredLater, at);
    }

    @Override
    boolean holdsAt(Evaluation about, long at) {
        return search(about, at).succeeds();
    }

    @Override
    long candidateAfter(Evaluation about, long at) {
        SequenceSearch search = search(about, at);
        long candidate = search.succeeds() ? search.breaksAfter() : search.mayHoldAfter();
        if (moves) {
            for (SequenceStep step : steps) {
                candidate = Math.min(candidate, about.candidateOfAll(step.selector(), step.whole(), span, at));
            }
        }
        return candidate;
    }

    @Override
    public boolean recurs() {
        return steps.stream().anyMatch(step -> step.whole().recurs());
    }

    @Override
    List<Selector> selectors() {
        return steps.stream().map(SequenceStep::selector).toList();
    }

    @Override
    List<Evidence> evidence(Evaluation about, long at) {
        SequenceSearch search = search(about, at);
        return search.succeeds() ? search.evidence() : List.of();
    }
}
