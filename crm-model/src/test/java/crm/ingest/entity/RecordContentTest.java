package crm.ingest.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.ingest.entity.Delivery.Header;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordContentTest {

    @Test
    void comesBackAsItWas() {
        comesBack(new RecordContent(null, null, List.of()));
        comesBack(new RecordContent(new byte[0], new byte[] {0, -1, 7}, List.of()));
        comesBack(new RecordContent(
                new byte[] {1},
                new byte[1_000_000],
                List.of(
                        new Header("a", new byte[] {1}),
                        new Header("a", null),
                        new Header("", new byte[0]),
                        new Header("地\0" + "x".repeat(70_000), new byte[] {2}))));
    }

    private static void comesBack(RecordContent content) {
        assertThat(RecordContent.read(content.bytes())).isEqualTo(content);
    }

    @Test
    void isReadFromNothingElse() {
        assertThatThrownBy(() -> RecordContent.read(new byte[] {'{', '}'}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysNothingOfWhatItHolds() {
        assertThat(new RecordContent("ada".getBytes(java.nio.charset.StandardCharsets.UTF_8), new byte[3], List.of()))
                .hasToString("content of 3 bytes");
    }
}
