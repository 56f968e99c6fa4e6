package crm.dev.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** How long one kind of question took. */
final class Waiting {

    private final String question;
    private final List<Long> nanos = new ArrayList<>();

    Waiting(String question) {
        this.question = question;
    }

    /** Asks once more. */
    @FunctionalInterface
    interface Asking {
        void ask(int time) throws Exception;
    }

    /** Asks again and again for that long, at least ten times; the first three, which warm things up, do not count. */
    Waiting measure(Duration duration, Asking asking) throws Exception {
        for (int i = 0; i < 3; i++) {
            asking.ask(i);
        }
        long end = System.nanoTime() + duration.toNanos();
        for (int i = 3; i < 13 || System.nanoTime() < end; i++) {
            long begin = System.nanoTime();
            asking.ask(i);
            nanos.add(System.nanoTime() - begin);
        }
        return this;
    }

    void add(long waited) {
        nanos.add(waited);
    }

    private double percentile(double part) {
        int index = (int) Math.ceil(part * nanos.size()) - 1;
        return nanos.get(Math.max(0, index)) / 1e6;
    }

    /** A row of a table: question, times asked, p50, p95, p99 in milliseconds. */
    String row() {
        Collections.sort(nanos);
        return String.format(
                Locale.ROOT,
                "| %-52s | %5d | %6.0f | %6.0f | %6.0f |",
                question,
                nanos.size(),
                percentile(0.5),
                percentile(0.95),
                percentile(0.99));
    }
}
