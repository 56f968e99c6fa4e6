package crm.platform.page;

import crm.platform.rest.BodyRefused;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;

/** A body that ends with a refusal where it has too many bytes or comes too slowly. Not thread-safe. */
final class BoundedBody extends ServletInputStream {

    /** Bytes a second that must have come on average when the grace is over. */
    static final long SLOWEST = 4096;

    private final ServletInputStream body;
    private final long limit;
    private final long graceNanos;
    private final long beginNanos = System.nanoTime();
    private long read;

    BoundedBody(ServletInputStream body, long limit, Duration grace) {
        this.body = body;
        this.limit = limit;
        this.graceNanos = grace.toNanos();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int got = got(into, from, length);
        count(Math.max(0, got));
        return got;
    }

    private int got(byte[] into, int from, int length) throws BodyRefused {
        try {
            return body.read(into, from, length);
        } catch (IOException stalledOrGone) {
            throw BodyRefused.tooSlow();
        }
    }

    private void count(int bytes) throws BodyRefused {
        read += bytes;
        if (read > limit) {
            throw BodyRefused.tooLarge();
        }
        long allowed = graceNanos + Duration.ofSeconds(1).toNanos() * (read / SLOWEST);
        if (System.nanoTime() - beginNanos > allowed) {
            throw BodyRefused.tooSlow();
        }
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
