package crm.platform.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LiveStreamsTest {

    private static final LiveWish HOME = new LiveWish("home", "");
    private static final LiveSettings SETTINGS = new LiveSettings(6, 2, 3);

    private final LiveStreams streams = new LiveStreams();

    /** Of an answer; a broken one fails as no server should. */
    private static final class Reader extends ServletOutputStream {

        private final ByteArrayOutputStream read = new ByteArrayOutputStream();
        private boolean broken;

        @Override
        public boolean isReady() {
            if (broken) {
                throw new UnsupportedOperationException("broken");
            }
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("not needed");
        }

        @Override
        public void write(int b) {
            read.write(b);
        }

        private String text() {
            return read.toString(UTF_8);
        }
    }

    private Reader look(String session, String account) {
        return look(streams, session, account);
    }

    private static Reader look(LiveStreams streams, String session, String account) {
        Reader reader = new Reader();
        LiveViewer viewer = new LiveViewer(session, account);
        boolean added = streams.add(viewer, SETTINGS, all -> {
            LiveStream stream = new LiveStream(context(), reader, Set.of(HOME), viewer, System.nanoTime(), all::remove);
            stream.onWritePossible();
            return stream;
        });
        return added ? reader : null;
    }

    private static AsyncContext context() {
        return (AsyncContext) Proxy.newProxyInstance(
                LiveStreamsTest.class.getClassLoader(),
                new Class<?>[] {AsyncContext.class},
                (proxy, method, arguments) -> null);
    }

    private void tell(String json) {
        streams.tell("home", Map.of("", json));
    }

    @Test
    void oneThatFailsEndsAndTheOthersAreTold() {
        List<Reader> readers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            readers.add(look("s" + i, "a" + i));
        }
        readers.get(3).broken = true;
        tell("{\"n\":1}");
        readers.remove(3).broken = false;
        streams.tend(System.nanoTime() + LiveStreams.BETWEEN_BEATS.toNanos());
        assertThat(readers)
                .allSatisfy(reader ->
                        assertThat(reader.text()).contains("data: {\"n\":1}").contains("event: beat"));
        assertThat(look("s7", "a7")).as("in the place of the one that ended").isNotNull();
        assertThat(look("s8", "a8")).as("when all are taken").isNull();
    }

    @Test
    void oneThatFailsWhileItIsTendedEndsAndTheOthersGetTheirSign() {
        List<Reader> readers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            readers.add(look("s" + i, "a" + i));
        }
        readers.get(3).broken = true;
        streams.tend(System.nanoTime() + LiveStreams.BETWEEN_BEATS.toNanos());
        readers.remove(3);
        assertThat(readers).allSatisfy(reader -> assertThat(reader.text()).contains("event: beat"));
    }

    @Test
    void aSecondThatFailsIsFollowedByAnother() {
        Live live = new Live(); // without threads, since there is no server
        look(live.streams(), "s", "a");
        assertThatCode(live::tick).doesNotThrowAnyException();
        assertThatCode(live::tick).doesNotThrowAnyException();
    }

    @Test
    void anAccountCannotTakeThePlacesOfAllWithManyLogins() {
        List<Reader> readers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            readers.add(look("s" + i, "agnes"));
        }
        assertThat(readers).as("the oldest ends instead").doesNotContainNull();
        Reader other = look("other", "bob");
        tell("{}");
        assertThat(readers.stream()
                        .filter(reader -> reader.text().contains("data: {}"))
                        .toList())
                .isEqualTo(readers.subList(17, 20));
        assertThat(other.text()).contains("data: {}");
    }

    @Test
    void aSessionHasItsOwnBound() {
        List<Reader> readers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            readers.add(look("s", "agnes"));
        }
        tell("{}");
        assertThat(readers)
                .extracting(reader -> reader.text().contains("data: {}"))
                .containsExactly(false, true, true);
    }
}
