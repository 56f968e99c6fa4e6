package crm.operations.rest;

import crm.ingest.entity.ReplayProgress;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a step of a replay of many has done, as it is written. */
record ReplayBody(
        int replayed,
        int known,
        int stillRefused,
        Map<String, Integer> reasons,
        long remaining,
        Optional<String> next) {

    static ReplayBody of(ReplayProgress progress) {
        Map<String, Integer> reasons = new TreeMap<>();
        progress.reasons().forEach((code, count) -> reasons.put(code.word(), count));
        return new ReplayBody(
                progress.replayed(),
                progress.known(),
                progress.stillRefused(),
                reasons,
                progress.remaining(),
                progress.next());
    }
}
