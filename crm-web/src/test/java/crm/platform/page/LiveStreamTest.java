package crm.platform.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LiveStreamTest {

    private static final LiveWish HOME = new LiveWish("home", "");
    private static final LiveWish ADA = new LiveWish("profile", "ada");

    private final Reader reader = new Reader();
    private final List<LiveStream> over = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final LiveStream stream =
            new LiveStream(context(), reader, Set.of(HOME, ADA), new LiveViewer("session", "agnes"), 0, over::add);

    /** Of the answer, as far as a browser reads it. */
    private static final class Reader extends ServletOutputStream {

        private final ByteArrayOutputStream read = new ByteArrayOutputStream();
        private boolean ready = true;

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("not needed");
        }

        @Override
        public void write(int b) {
            read.write(b);
        }

        private String take() {
            String text = read.toString(UTF_8);
            read.reset();
            return text;
        }
    }

    private AsyncContext context() {
        return (AsyncContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {AsyncContext.class}, (proxy, method, arguments) -> {
                    asked.add(method.getName());
                    return null;
                });
    }

    @Test
    void tellsWhatItsPageFollowsAndWhatIsNewOfIt() {
        stream.onWritePossible();
        assertThat(reader.take()).isEqualTo("retry: 1000\n\n");
        stream.tell(HOME, "{\"customers\":1}", 1);
        stream.tell(HOME, "{\"customers\":1}", 2);
        stream.tell(new LiveWish("profile", "bob"), "{}", 3);
        stream.tell(ADA, "{\"version\":2}", 4);
        assertThat(reader.take())
                .isEqualTo("event: home\ndata: {\"customers\":1}\n\nevent: profile\ndata: {\"version\":2}\n\n");
    }

    @Test
    void keepsOnlyTheLatestForWhoReadsSlowly() {
        stream.onWritePossible();
        reader.take();
        reader.ready = false;
        long now = System.nanoTime();
        for (int n = 0; n < 1000; n++) {
            stream.tell(HOME, "{\"customers\":" + n + "}", now);
        }
        long patience = Duration.ofSeconds(20).toNanos();
        assertThat(stream.isStuck(now + patience / 2, patience)).isFalse();
        assertThat(stream.isStuck(now + patience * 2, patience)).isTrue();
        reader.ready = true;
        stream.onWritePossible();
        assertThat(reader.take()).isEqualTo("event: home\ndata: {\"customers\":999}\n\n");
    }

    @Test
    void endsOnceAndLetsGo() {
        stream.onWritePossible();
        stream.end();
        stream.end();
        assertThat(over).contains(stream);
        assertThat(asked).containsExactly("complete");
        reader.take();
        stream.tell(HOME, "{}", 1);
        assertThat(reader.take()).as("after the end").isEmpty();
    }

    @Test
    void whatIsFollowedHasATopicAndPerhapsAKey() {
        assertThat(LiveWish.of("home")).contains(HOME);
        assertThat(LiveWish.of("profile:ada")).contains(ADA);
        assertThat(LiveWish.of("")).isEmpty();
        assertThat(LiveWish.of("x".repeat(101))).isEmpty();
    }
}
