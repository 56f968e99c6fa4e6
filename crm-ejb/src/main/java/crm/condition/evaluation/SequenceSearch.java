package crm.condition.evaluation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for events that are the steps of a sequence at one instant, going back where a choice leads nowhere. Of the first step
 * it takes the last event that will do, since the sequence holds until that leaves the window.
 */
final class SequenceSearch {

    /** Where the step before has ended: at an event, or (index −1) at an instant. */
    private record Stand(int step, int index, long time) {}

    private final List<SequenceStep> steps;
    private final Span span;
    private final long at;
    private final Selection[] selections;
    private final int[] from;
    private final int[] to;
    private final int[] chosen;
    private final Scene scene;
    private final boolean[] referredLater;
    private final Set<List<Integer>> deadEnds = new HashSet<>();

    SequenceSearch(Evaluation about, List<SequenceStep> steps, Span span, boolean[] referredLater, long at) {
        this.steps = steps;
        this.span = span;
        this.at = at;
        this.referredLater = referredLater;
        this.selections = new Selection[steps.size()];
        this.from = new int[steps.size()];
        this.to = new int[steps.size()];
        this.chosen = new int[steps.size()];
        this.scene = new Scene(at, steps.size());
        for (int i = 0; i < steps.size(); i++) {
            selections[i] = about.selection(steps.get(i).selector(), at);
            to[i] = selections[i].countUntil(span.last(at));
            from[i] = Math.min(to[i], selections[i].firstNotBefore(span.first(at)));
        }
    }

    boolean succeeds() {
        for (int i = 0; i < steps.size(); i++) {
            if (!steps.get(i).negated() && from[i] == to[i]) {
                return false;
            }
        }
        int i = Math.min(to[0], selections[0].countUntil(at - waiting(0))) - 1;
        while (i >= from[0]) {
            Stand stand = new Stand(0, i, selections[0].time(i));
            if (takes(0, i) && goesOn(1, stand, 1)) {
                return true;
            }
            i = before(stand);
        }
        return false;
    }

    /** The last event of the first step before one that led nowhere, but for those that lead nowhere for the same reason. */
    private int before(Stand stand) {
        int before = stand.index() - 1;
        if (steps.size() > 1
                && waiting(0) > 0
                && !steps.get(1).isOpen()
                && !steps.get(1).refers()) {
            int broken = firstAfter(1, stand);
            if (broken < to[1]
                    && selections[1].time(broken)
                            <= Micros.plus(stand.time(), steps.get(1).within())) {
                long same = selections[1].time(broken) - steps.get(1).within();
                return Math.min(before, selections[0].firstNotBefore(same) - 1);
            }
        }
        return before;
    }

    /** How long it takes after a step until what must not follow right away has not. */
    private long waiting(int step) {
        long waiting = 0;
        for (int i = step + 1; i < steps.size() && steps.get(i).negated(); i++) {
            waiting += steps.get(i).isOpen() ? 0 : steps.get(i).within();
        }
        return waiting;
    }

    /** Whether an event can be a step; if so it is. */
    private boolean takes(int step, int index) {
        if (steps.get(step).refers() && !steps.get(step).whole().holds(selections[step].data(index), scene)) {
            return false;
        }
        chosen[step] = index;
        if (referredLater[step]) {
            scene.found(step, selections[step].data(index));
        }
        return true;
    }

    /** @param open the first of the open negated steps right before {@code step}; {@code step} itself if there are none */
    private boolean goesOn(int step, Stand stand, int open) {
        if (step == steps.size()) {
            return !anyFollows(open, step, stand, Micros.NEVER);
        }
        SequenceStep one = steps.get(step);
        if (one.isOpen()) {
            return goesOn(step + 1, stand, open);
        }
        return one.negated() ? waits(step, stand, open) : finds(step, stand, open);
    }

    /** Whether nothing forbidden has come until the end of the time in which it must not, and this is over. */
    private boolean waits(int step, Stand stand, int open) {
        long deadline = Micros.plus(stand.time(), steps.get(step).within());
        return deadline <= at
                && !anyFollows(open, step + 1, stand, deadline)
                && goesOn(step + 1, new Stand(step, -1, deadline), step + 1);
    }

    private boolean finds(int step, Stand stand, int open) {
        List<Integer> way = way(step, stand);
        if (deadEnds.contains(way)) {
            return false;
        }
        long latest = Micros.plus(stand.time(), steps.get(step).within());
        for (int i = firstAfter(step, stand); i < to[step] && selections[step].time(i) <= latest; i++) {
            // What stands between here and this event stands between here and all later ones, too.
            if (anyBetween(open, step, stand, i)) {
                break;
            }
            if (takes(step, i) && goesOn(step + 1, new Stand(step, i, selections[step].time(i)), step + 1)) {
                return true;
            }
        }
        deadEnds.add(way);
        return false;
    }

    /** All that decides how it goes on: the step, where the one before has ended, and the events referred to later. */
    private List<Integer> way(int step, Stand stand) {
        List<Integer> way = new ArrayList<>(4);
        way.add(step);
        for (int i = 0; i < step; i++) {
            if (referredLater[i] || i == lastFound(stand)) {
                way.add(chosen[i]);
            }
        }
        return way;
    }

    /** The step whose event the stand counts from. */
    private int lastFound(Stand stand) {
        int step = stand.step();
        while (steps.get(step).negated()) {
            step--;
        }
        return step;
    }

    private int firstAfter(int step, Stand stand) {
        int first = stand.index() < 0
                ? selections[step].countUntil(stand.time())
                : selections[step].firstAfter(selections[stand.step()], stand.index());
        return Math.max(first, from[step]);
    }

    /** Whether one of some negated steps has an event after a stand, until a time and this included. */
    private boolean anyFollows(int first, int end, Stand stand, long until) {
        for (int step = first; step < end; step++) {
            for (int i = firstAfter(step, stand); i < to[step] && selections[step].time(i) <= until; i++) {
                if (isForbidden(step, i)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether one of some negated steps has an event after a stand and before an event. */
    private boolean anyBetween(int first, int end, Stand stand, int event) {
        for (int step = first; step < end; step++) {
            for (int i = firstAfter(step, stand);
                    i < to[step] && selections[end].isAfter(event, selections[step], i);
                    i++) {
                if (isForbidden(step, i)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isForbidden(int step, int index) {
        return !steps.get(step).refers() || steps.get(step).whole().holds(selections[step].data(index), scene);
    }

    /** Of a search that succeeded: an instant before which what it has found stays there and nothing forbidden comes. */
    long breaksAfter() {
        long first = span.leaves(selections[0].time(chosen[0]));
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).negated()) {
                first = Math.min(first, nextEntry(i));
            }
        }
        return first;
    }

    /** Of a search that failed: an instant before which nothing comes that it lacked, and no waiting is over. */
    long mayHoldAfter() {
        long first = Micros.NEVER;
        for (int i = 0; i < steps.size(); i++) {
            if (!steps.get(i).negated()) {
                first = Math.min(first, nextReady(i));
            }
        }
        return first;
    }

    /** The first instant at which one more event of a step has come and the waiting after it is over. */
    private long nextReady(int step) {
        long waiting = waiting(step);
        int ready = Math.max(from[step], Math.min(to[step], selections[step].countUntil(at - waiting)));
        if (ready == selections[step].size()) {
            return Micros.NEVER;
        }
        long time = selections[step].time(ready);
        return Math.max(span.enters(time), Micros.plus(time, waiting));
    }

    private long nextEntry(int step) {
        return to[step] < selections[step].size() ? span.enters(selections[step].time(to[step])) : Micros.NEVER;
    }

    /** The events found, in the order of the steps. */
    List<Evidence> evidence() {
        List<Evidence> evidence = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            if (!steps.get(i).negated()) {
                evidence.add(Evidence.event(steps.get(i).selector().type(), selections[i], chosen[i]));
            }
        }
        return evidence;
    }
}
