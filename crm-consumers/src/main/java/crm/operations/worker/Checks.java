package crm.operations.worker;

import crm.ingest.entity.Hold;
import crm.ingest.worker.Staff;
import crm.operations.entity.Check;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What must be well, in words for operators. */
final class Checks {

    private Checks() {}

    static Check broker(boolean present) {
        return check("broker", present ? "" : "The Kafka cluster does not answer; check CRM_KAFKA_BOOTSTRAP_SERVERS.");
    }

    static Check topics(Set<String> missing) {
        String names = String.join(", ", new TreeSet<>(missing));
        return check(
                "topics", missing.isEmpty() ? "" : "Missing, and the broker refuses to create them: " + names + ".");
    }

    /**
     * Never down, as nothing else waits for it.
     *
     * @param waiting what keeps dead letters from being published, empty if nothing does
     */
    static Check deadLetters(String waiting) {
        return new Check("dead letters", true, waiting);
    }

    /** Never down: all else goes on, and a server less would not help. What an operator paused needs no alarm. */
    static Check holds(List<Hold> holds) {
        return new Check(
                "partitions",
                true,
                (found(holds, Hold.Reason.LOSS, "lost their place in the log: decide at /operations/losses")
                                + ' '
                                + found(
                                        holds,
                                        Hold.Reason.BROKEN,
                                        "stopped because the handler fails: mend it, then resume"))
                        .strip());
    }

    private static String found(List<Hold> holds, Hold.Reason reason, String what) {
        String where = holds.stream()
                .filter(hold -> hold.reason() == reason)
                .map(hold -> hold.group() + ' ' + hold.scope())
                .sorted()
                .collect(Collectors.joining(", "));
        return where.isEmpty() ? "" : where + ' ' + what + '.';
    }

    /**
     * Never down, as events are applied all the same.
     *
     * @param waiting what keeps it from being published, empty if nothing does
     */
    static Check published(String what, String waiting) {
        return new Check("published " + what, true, waiting);
    }

    /** @param problem why the positions could not be read, empty if they could */
    static Check group(String group, Staff staff, String problem) {
        return check("group " + group, problem.isEmpty() ? workers(staff) : problem);
    }

    private static String workers(Staff staff) {
        if (staff.running() < staff.wanted()) {
            return staff.running() + " of " + staff.wanted() + " workers run.";
        }
        return staff.waitsFor().isEmpty() ? "" : "Workers wait: " + String.join(", ", staff.waitsFor()) + ".";
    }

    private static Check check(String name, String wrong) {
        return new Check(name, wrong.isEmpty(), wrong);
    }
}
