package crm.platform.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.platform.rest.BodyRefused;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
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

    private static InputStream body(byte[] bytes, long limit, Duration grace) {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        return new BoundedBody(
                new ServletInputStream() {
                    @Override
                    public int read() {
                        return in.read();
                    }

                    @Override
                    public int read(byte[] into, int from, int length) {
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
                },
                limit,
                grace);
    }
}
