package crm.condition.evaluation;

import crm.condition.language.Condition;
import crm.condition.language.Condition.Stage;
import java.util.List;
import java.util.Optional;

/** In which stage a profile is. */
final class LifecycleLeaf extends Leaf {

    private final Selector selector;
    private final Stage stage;
    private final long active;
    private final long lapse;

    LifecycleLeaf(int place, Selector selector, Condition.Lifecycle lifecycle) {
        super(place);
        this.selector = selector;
        this.stage = lifecycle.stage();
        this.active = Micros.of(lifecycle.active());
        this.lapse = Micros.of(lifecycle.lapse());
    }

    @Override
    boolean holdsAt(Evaluation about, long at) {
        return stage(about.selection(selector, at), at).filter(stage::equals).isPresent();
    }

    private Optional<Stage> stage(Selection selection, long at) {
        int happened = selection.countUntil(at);
        if (happened == 0) {
            return Optional.empty();
        }
        long last = selection.time(happened - 1);
        if (at >= Micros.plus(last, lapse)) {
            return Optional.of(Stage.LAPSED);
        }
        if (at >= Micros.plus(last, active)) {
            return Optional.of(Stage.LAPSING);
        }
        if (at < Micros.plus(selection.time(0), active)) {
            return Optional.of(Stage.NEW);
        }
        return Optional.of(lastReturn(selection, happened, at) >= 0 ? Stage.RETURNING : Stage.ACTIVE);
    }

    /** The last event that came after a lapse, if it is not older than {@code active}; else −1. */
    private int lastReturn(Selection selection, int happened, long at) {
        for (int i = happened - 1; i > 0 && at < Micros.plus(selection.time(i), active); i--) {
            if (Micros.plus(selection.time(i - 1), lapse) <= selection.time(i)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    long candidateAfter(Evaluation about, long at) {
        Selection selection = about.selection(selector, at);
        int happened = selection.countUntil(at);
        long next = happened < selection.size() ? selection.time(happened) : Micros.NEVER;
        if (happened == 0) {
            return next;
        }
        int back = lastReturn(selection, happened, at);
        long[] ends = {
            Micros.plus(selection.time(0), active),
            Micros.plus(selection.time(happened - 1), active),
            Micros.plus(selection.time(happened - 1), lapse),
            back < 0 ? Micros.NEVER : Micros.plus(selection.time(back), active)
        };
        for (long end : ends) {
            next = at < end ? Math.min(next, end) : next;
        }
        return next;
    }

    @Override
    List<Selector> selectors() {
        return List.of(selector);
    }

    @Override
    List<Evidence> evidence(Evaluation about, long at) {
        Selection selection = about.selection(selector, at);
        int happened = selection.countUntil(at);
        Optional<Stage> now = stage(selection, at);
        if (now.isEmpty()) {
            return List.of();
        }
        Evidence state = Evidence.value("state", now.get().word());
        int back = lastReturn(selection, happened, at);
        return switch (now.get()) {
            case NEW -> List.of(state, Evidence.event(selector.type(), selection, 0));
            case RETURNING ->
                List.of(
                        state,
                        Evidence.event(selector.type(), selection, back - 1),
                        Evidence.event(selector.type(), selection, back));
            default -> List.of(state, Evidence.event(selector.type(), selection, happened - 1));
        };
    }
}
