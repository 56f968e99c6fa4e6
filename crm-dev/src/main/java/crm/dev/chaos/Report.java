package crm.dev.chaos;

import crm.dev.chaos.Diary.Done;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a campaign came to. */
public record Report(Plan plan, List<Done> done, Checker.Outcome outcome, Duration duration) {

    /** What is not as it must be. */
    public Findings findings() {
        return outcome.findings();
    }

    /** As text, in the form of Markdown. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d events (seed %d) in %,d records, %,d of them again, %,d of them poison; %,d profiles, %,d changes of memberships; %,d customers also"
                        + " by HTTP; %d s.",
                plan.events(),
                plan.seed(),
                outcome.records(),
                outcome.again(),
                outcome.letters(),
                outcome.profiles(),
                outcome.changes(),
                outcome.samples(),
                duration.toSeconds()));
        lines.add("");
        lines.add("| fault | times | until all went on again: median, longest |");
        lines.add("|---|---|---|");
        for (Fault fault : Fault.values()) {
            List<Done> own = done.stream().filter(one -> one.fault() == fault).toList();
            if (!own.isEmpty()) {
                lines.add("| " + fault.description() + " | " + own.size() + " | " + times(own) + " |");
            }
        }
        lines.add("");
        lines.add(findings().none() ? "Not one difference." : "There are differences:");
        lines.addAll(findings().lines());
        return lines;
    }

    private static String times(List<Done> own) {
        List<Long> sorted = own.stream().map(Done::millis).sorted().toList();
        boolean never = sorted.get(0) < 0;
        String median = seconds(sorted.get(sorted.size() / 2));
        return never ? "not within five minutes" : median + ", " + seconds(sorted.get(sorted.size() - 1));
    }

    static String recovery(Done done) {
        return done.millis() < 0
                ? "not all went on within five minutes."
                : "all went on after " + seconds(done.millis()) + ".";
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
}
