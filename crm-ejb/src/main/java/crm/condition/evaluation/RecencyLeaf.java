package crm.condition.evaluation;

import crm.condition.language.Condition;
import java.util.List;

/** How long ago the first or the last event was. */
final class RecencyLeaf extends Leaf {

    private final Selector selector;
    private final boolean first;
    private final boolean within;
    private final long span;

    RecencyLeaf(int place, Selector selector, Condition.Recency recency) {
        super(place);
        this.selector = selector;
        this.first = recency.first();
        this.within = recency.within();
        this.span = Micros.of(recency.span());
    }

    @Override
    boolean holdsAt(Evaluation about, long at) {
        Selection selection = about.selection(selector, at);
        int happened = selection.countUntil(at);
        return happened > 0 && at < Micros.plus(time(selection, happened), span) == within;
    }

    private long time(Selection selection, int happened) {
        return selection.time(first ? 0 : happened - 1);
    }

    @Override
    long candidateAfter(Evaluation about, long at) {
        if (selector.filter().moves()) {
            return about.candidateOfAll(selector, new Span.Moving(span, 0), at);
        }
        Selection selection = about.selection(selector, at);
        int happened = selection.countUntil(at);
        long next = happened < selection.size() ? selection.time(happened) : Micros.NEVER;
        long over = happened == 0 ? Micros.NEVER : Micros.plus(time(selection, happened), span);
        return at < over ? Math.min(next, over) : next;
    }

    @Override
    List<Selector> selectors() {
        return List.of(selector);
    }

    @Override
    List<Evidence> evidence(Evaluation about, long at) {
        Selection selection = about.selection(selector, at);
        int happened = selection.countUntil(at);
        return happened == 0
                ? List.of()
                : List.of(Evidence.event(selector.type(), selection, first ? 0 : happened - 1));
    }
}
