package crm.dev.lab;

import crm.dev.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A server process with a directory of its own, in which it keeps data, log and pid.
 *
 * <p>Starting is idempotent with regard to the past: a process that an earlier, killed owner left behind in the same
 * directory is stopped first, stale files do not matter. Not thread-safe, but {@link #stop()} may be called from any
 * thread at any time, as a shutdown hook does.
 */
public abstract class Daemon implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(20);

    private final String name;
    private final Path directory;
    private final PidFile pidFile;
    private volatile ProcessHandle process;

    Daemon(String name, Path directory) {
        this.name = name;
        this.directory = directory.toAbsolutePath().normalize();
        this.pidFile = new PidFile(this.directory, this.directory.resolve("pid"));
    }

    /** Starts the server and returns when it serves. */
    public final void start() {
        launch();
        awaitReady();
    }

    /** Starts the process and returns at once; {@link #awaitReady()} must follow. */
    public final void launch() {
        try {
            Files.createDirectories(directory);
            stopLeftover();
            prepare();
            spawn();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the launched process serves. */
    public final void awaitReady() {
        Deadline deadline = Deadline.in(patience());
        if (!deadline.await(() -> ready() || !isAlive())) {
            throw new Failure(name + " is not ready after " + patience().toSeconds() + " s: see " + log() + ".");
        }
        if (!isAlive()) {
            throw new Failure(name + " did not start: see " + log() + ".");
        }
        served();
    }

    /** Whether a process of this directory has outlived whoever started it. */
    public final boolean hasLeftover() {
        return pidFile.process().isPresent();
    }

    /** Stops an earlier process of this directory, whoever started it; does nothing if there is none. */
    public final void stopLeftover() {
        pidFile.process().ifPresent(this::stop);
        pidFile.delete();
    }

    /** Stops the process in good order, and by force if that takes too long. */
    public final void stop() {
        running().ifPresent(this::stop);
        pidFile.delete();
    }

    /** Kills the process as {@code kill -9} does. The pid file stays, as it would. */
    public final void kill() {
        running().ifPresent(Daemon::kill);
    }

    /** Tells the process something and waits until it has ended of it. The pid file stays. */
    final void end(Signal signal) {
        running().ifPresent(handle -> {
            signal.send(handle);
            Deadline.in(GRACE).await(() -> gone(handle));
        });
    }

    /** Freezes the process: it keeps its connections and answers nothing. */
    public final void pause() {
        running().ifPresent(Signal.STOP::send);
    }

    /** Lets a paused process go on. */
    public final void resume() {
        running().ifPresent(Signal.CONT::send);
    }

    @Override
    public final void close() {
        stop();
    }

    public final boolean isAlive() {
        return running().isPresent();
    }

    /** The process id of the last start. */
    public final long pid() {
        return process.pid();
    }

    /** Completes when the process of the last start has ended, however it came to that. */
    public final CompletableFuture<ProcessHandle> onExit() {
        return process.onExit();
    }

    public final String name() {
        return name;
    }

    public final Path directory() {
        return directory;
    }

    /** Where to look when something went wrong. */
    public abstract Path log();

    /** The process to start; its output is redirected here. */
    abstract ProcessBuilder command() throws IOException;

    /** Where the process's output goes. */
    Path output() {
        return log();
    }

    abstract boolean ready();

    /** Before the process is started. */
    void prepare() throws IOException {}

    /** After the process serves for the first time. */
    void served() {}

    Signal farewell() {
        return Signal.TERM;
    }

    Duration patience() {
        return Duration.ofSeconds(60);
    }

    private void spawn() throws IOException {
        ProcessBuilder builder = command();
        builder.command(CommandLine.detached(builder.command()));
        Files.createDirectories(output().getParent());
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()));
        process = builder.start().toHandle();
        pidFile.write(process);
    }

    private Optional<ProcessHandle> running() {
        return Optional.ofNullable(process).filter(handle -> !gone(handle));
    }

    private void stop(ProcessHandle handle) {
        Signal.CONT.send(handle);
        farewell().send(handle);
        if (!Deadline.in(GRACE).await(() -> gone(handle))) {
            kill(handle);
        }
    }

    static void kill(ProcessHandle handle) {
        Signal.KILL.send(handle);
        Deadline.in(GRACE).await(() -> gone(handle));
    }

    // A zombie nobody has waited for yet counts as alive in Java.
    private static boolean gone(ProcessHandle handle) {
        return !handle.isAlive() || isZombie(handle);
    }

    private static boolean isZombie(ProcessHandle handle) {
        Path linux = Path.of("/proc", Long.toString(handle.pid()), "stat");
        try {
            // "pid (name) state …", and the name may contain anything.
            String stat = Files.readString(linux, StandardCharsets.ISO_8859_1);
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException elsewhere) {
            return false;
        }
    }
}
