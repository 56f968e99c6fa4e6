package crm.dev.run;

import crm.dev.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Held by the launcher as long as it lives, so that two never share a home.
 *
 * <p>It is a lock of the operating system on a file, which no kill -9 can leave behind; the file also has the launcher's pid.
 */
public final class RunLock {

    private final Path file;
    private FileChannel channel;

    RunLock(Path file) {
        this.file = file;
    }

    /** Does the work while this process holds the lock; fails with a sentence if another holds it. */
    public <T> T hold(Callable<T> work) throws Exception {
        Files.createDirectories(file.getParent());
        if (!tryLock()) {
            throw alreadyRunning();
        }
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pidOfThisProcess()));
            return work.call();
        } finally {
            channel.close();
        }
    }

    /** Fails with a sentence if another process holds the lock. */
    public void requireFree() {
        if (isHeld()) {
            throw alreadyRunning();
        }
    }

    /** Whether a launcher lives. */
    public boolean isHeld() {
        if (!Files.exists(file)) {
            return false;
        }
        try {
            boolean free = tryLock();
            channel.close();
            return !free;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pid of the launcher that holds, or last held, the lock. */
    public Optional<Long> launcher() {
        try {
            return Optional.of(Long.valueOf(Files.readString(file).strip()));
        } catch (IOException | NumberFormatException nobody) {
            return Optional.empty();
        }
    }

    private Failure alreadyRunning() {
        String pid = launcher().map(number -> " (pid " + number + ")").orElse("");
        return new Failure("The platform is already running" + pid + ": use it, or stop it first with ./crm stop.");
    }

    private boolean tryLock() throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    private static byte[] pidOfThisProcess() {
        return Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
    }
}
