package crm.ingest.entity;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far the replay of many letters has come.
 *
 * @param replayed in this step, those among them that were {@code known} too
 * @param known of those replayed, how many had been applied before
 * @param reasons how many of those refused again, by their code
 * @param remaining letters after those of this step
 * @param next where to go on; empty at the end
 */
public record ReplayProgress(
        int replayed,
        int known,
        int stillRefused,
        Map<Rejection.Code, Integer> reasons,
        long remaining,
        Optional<String> next) {

    public static final ReplayProgress NONE = new ReplayProgress(0, 0, 0, Map.of(), 0, Optional.empty());

    public ReplayProgress {
        reasons = Map.copyOf(reasons);
    }

    /** The same and these. */
    public ReplayProgress and(Collection<Replay> more) {
        Map<Rejection.Code, Integer> counts = new TreeMap<>(reasons);
        more.forEach(replay -> replay.refusal().ifPresent(reason -> counts.merge(reason.code(), 1, Integer::sum)));
        int again = (int) more.stream().filter(one -> one.refusal().isPresent()).count();
        int before = (int) more.stream()
                .filter(one -> one.effect().filter(ReplayEffect.KNOWN::equals).isPresent())
                .count();
        return new ReplayProgress(
                replayed + more.size() - again, known + before, stillRefused + again, counts, remaining, next);
    }

    /** The same, with what is left to do. */
    public ReplayProgress leaving(long rest, Optional<String> place) {
        return new ReplayProgress(replayed, known, stillRefused, reasons, rest, place);
    }
}
