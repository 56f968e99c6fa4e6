package crm.dev.run;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Says what is being done, one line per step with the time it took. */
public final class Progress {

    /** Work that may take a while. */
    @FunctionalInterface
    public interface Step<E extends Exception> {
        void run() throws E;
    }

    private final PrintStream out;
    private volatile boolean lineIsOpen;

    public Progress(PrintStream out) {
        this.out = out;
    }

    /** Does the step; the line stays open until it is done. */
    public <E extends Exception> void step(String name, Step<E> step) throws E {
        long start = System.nanoTime();
        open(name + " … ");
        boolean done = false;
        try {
            step.run();
            done = true;
        } finally {
            close(done ? seconds(Duration.ofNanos(System.nanoTime() - start)) : "failed");
        }
    }

    /** Prints a line of its own. */
    public void say(String line) {
        leaveOpenLine();
        out.println(line);
    }

    /** A duration as people read it. */
    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private void open(String text) {
        leaveOpenLine();
        out.print(text);
        out.flush();
        lineIsOpen = true;
    }

    private void close(String text) {
        lineIsOpen = false;
        out.println(text);
    }

    private void leaveOpenLine() {
        if (lineIsOpen) {
            close("");
        }
    }
}
