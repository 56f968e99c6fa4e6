package crm.platform.page;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.platform.page.BoundedBody.Patience;
import crm.platform.rest.BodyRefused;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BoundedBodyTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void readsUpToTheLimit() throws IOException {
        assertThat(body(new byte[1000], 1000, LONG).readAllBytes()).hasSize(1000);
    }

    @Test
    void refusesAByteMoreHoweverItIsRead() {
        assertThatThrownBy(() -> body(new byte[1001], 1000, LONG).readAllBytes())
                .isInstanceOfSatisfying(
                        BodyRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(413));
        InputStream byOne = body(new byte[2], 1, LONG);
        assertThatThrownBy(() -> byOne.skipNBytes(2)).isInstanceOf(BodyRefused.class);
    }

    @Test
    void refusesWhatComesTooSlowly() {
        assertThatThrownBy(() -> body(new byte[10], 1000, Duration.ZERO).readAllBytes())
                .isInstanceOfSatisfying(
                        BodyRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(408));
    }

    @Test
    void readsBytesAsTheyAre() throws IOException {
        assertThat(body(new byte[] {(byte) 0xff}, 1, LONG).read()).isEqualTo(0xff);
    }

    @Test
    void aFastStartBuysNoTimeToDrip() throws IOException {
        AtomicLong now = new AtomicLong();
        InputStream body = body(new byte[10_000_000], 10_000_000, new Patience(ofSeconds(10), ofHours(10)), now);
        body.skipNBytes(9_000_000);
        waiting.set(ofSeconds(6).toNanos());
        assertThat(body.read()).isZero();
        assertThatThrownBy(body::read)
                .isInstanceOfSatisfying(
                        BodyRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(408));
    }

    @Test
    void whatKeepsItsPaceMayStillNotTakeForEver() throws IOException {
        AtomicLong now = new AtomicLong();
        InputStream body = body(new byte[10_000_000], 10_000_000, new Patience(ofSeconds(10), ofSeconds(60)), now);
        waiting.set(ofSeconds(1).toNanos());
        for (int second = 0; second < 60; second++) {
            body.readNBytes(new byte[5000], 0, 5000);
        }
        assertThatThrownBy(() -> body.readNBytes(new byte[5000], 0, 5000)).isInstanceOf(BodyRefused.class);
    }

    private final AtomicLong waiting = new AtomicLong();

    private InputStream body(byte[] bytes, long limit, Duration grace) {
        return new BoundedBody(stream(bytes, new AtomicLong()), limit, new Patience(grace, LONG));
    }

    private InputStream body(byte[] bytes, long limit, Patience patience, AtomicLong now) {
        return new BoundedBody(stream(bytes, now), limit, patience, now::get);
    }

    private ServletInputStream stream(byte[] bytes, AtomicLong now) {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        return new ServletInputStream() {
            @Override
            public int read() {
                return in.read();
            }

            @Override
            public int read(byte[] into, int from, int length) {
                now.addAndGet(waiting.get());
                return in.read(into, from, length);
            }

            @Override
            public boolean isFinished() {
                return in.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
