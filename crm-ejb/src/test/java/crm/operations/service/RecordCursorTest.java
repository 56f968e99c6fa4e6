package crm.operations.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.platform.entity.ForeignCursor;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCursorTest {

    @Test
    void leadsBackToWhereAPageEnded() {
        Map<Integer, Long> places = Map.of(0, 12L, 11, 9_000_000_000L);
        assertThat(RecordCursor.places(RecordCursor.of("orders", places), "orders"))
                .isEqualTo(places);
    }

    @Test
    void isOfOneTopic() {
        String cursor = RecordCursor.of("orders", Map.of(0, 1L));
        assertThatThrownBy(() -> RecordCursor.places(cursor, "order")).isInstanceOf(ForeignCursor.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0:", "x:1", "0:1,", "0:1:2", "0:99999999999999999999"})
    void nothingElseIsOne(String places) {
        String cursor = Base64.getUrlEncoder().encodeToString(("t\u001f" + places).getBytes(UTF_8));
        assertThatThrownBy(() -> RecordCursor.places(cursor, "t")).isInstanceOf(ForeignCursor.class);
        assertThatThrownBy(() -> RecordCursor.places("%", "t")).isInstanceOf(ForeignCursor.class);
    }
}
