package crm.platform.page;

import crm.platform.rest.BodyRefused;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A body that ends with a refusal where it has too many bytes or comes too slowly. Not thread-safe. */
final class BoundedBody extends ServletInputStream {

    /** Bytes a second that must come when the grace is over. */
    static final long SLOWEST = 4096;

    /** What came fast earns at most this time: nobody buys hours of dripping with a fast start. */
    private static final Duration MOST_EARNED = Duration.ofSeconds(10);

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final ServletInputStream body;
    private final long limit;
    private final long mostLeft;
    private final long deadline;
    private final LongSupplier clock;
    private long read;

    /** Nanoseconds for which the next bytes may still be waited for. */
    private long left;

    BoundedBody(ServletInputStream body, long limit, Patience patience) {
        this(body, limit, patience, System::nanoTime);
    }

    BoundedBody(ServletInputStream body, long limit, Patience patience, LongSupplier clock) {
        this.body = body;
        this.limit = limit;
        this.clock = clock;
        this.left = patience.grace().toNanos();
        this.mostLeft = Math.max(left, MOST_EARNED.toNanos());
        this.deadline = clock.getAsLong() + patience.deadline().toNanos();
    }

    /**
     * How long a body may take.
     *
     * @param grace for which it may come as slowly as it likes
     * @param deadline when it must be here, however fast it comes
     */
    record Patience(Duration grace, Duration deadline) {}

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        long begin = clock.getAsLong();
        int got = got(into, from, length);
        count(Math.max(0, got), begin);
        return got;
    }

    private int got(byte[] into, int from, int length) throws BodyRefused {
        try {
            return body.read(into, from, length);
        } catch (IOException stalledOrGone) {
            throw BodyRefused.tooSlow();
        }
    }

    private void count(int bytes, long begin) throws BodyRefused {
        read += bytes;
        if (read > limit) {
            throw BodyRefused.tooLarge();
        }
        long now = clock.getAsLong();
        left -= now - begin;
        if (left < 0 || now - deadline > 0) {
            throw BodyRefused.tooSlow();
        }
        left = Math.min(mostLeft, left + SECOND * bytes / SLOWEST);
    }

    @Override
    public boolean isFinished() {
        return body.isFinished();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        body.setReadListener(listener);
    }

    @Override
    public int available() throws IOException {
        return body.available();
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
