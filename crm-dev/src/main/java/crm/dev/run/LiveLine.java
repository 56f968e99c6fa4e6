package crm.dev.run;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Supplier;

/** A line that changes in place in a terminal; elsewhere it is printed again now and then. */
public final class LiveLine {

    private final PrintStream out;
    private final boolean terminal = Boolean.getBoolean("crm.terminal");
    private final long pause = Duration.ofMillis(terminal ? 100 : 5000).toNanos();
    private long next = System.nanoTime() + pause;
    private boolean open;

    public LiveLine(PrintStream out) {
        this.out = out;
    }

    /** Shows the text, unless the last one is too fresh to be read. */
    public void show(Supplier<String> text) {
        if (System.nanoTime() - next < 0) {
            return;
        }
        next = System.nanoTime() + pause;
        out.print(terminal ? "\r\033[K" + text.get() : text.get() + System.lineSeparator());
        out.flush();
        open = terminal;
    }

    /** What is printed next begins a line. */
    public void end() {
        if (open) {
            out.print("\r\033[K");
            open = false;
        }
    }
}
