package crm.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import crm.ingest.entity.Identity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void writesSnakeCaseAndRfc3339AndLeavesOutWhatIsAbsent() throws JsonProcessingException {
        Sample sample = new Sample(
                Optional.empty(), Optional.of("x"), Instant.parse("2011-09-30T00:00:00Z"), new BigDecimal("1E+3"));
        assertThat(Json.mapper().writeValueAsString(sample))
                .isEqualTo("{\"second_name\":\"x\",\"last_seen_at\":\"2011-09-30T00:00:00Z\",\"total\":1000}");
    }

    @Test
    void writesComponentsAndNoQuestions() throws JsonProcessingException {
        assertThat(Json.mapper().writeValueAsString(Identity.customer("17850")))
                .isEqualTo("{\"namespace\":\"customer_id\",\"value\":\"17850\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"namespace\":\"a\",\"namespace\":\"b\"}", "[1] [2]", "{\"a\":1e9999999999}"})
    void refusesWhatSaysTwoThings(String json) {
        assertThatThrownBy(() -> Json.mapper().readValue(json, Identity.class))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void refusesWhatIsDeeperThanAnyBody() {
        String deep = "[".repeat(1000) + "]".repeat(1000);
        assertThatThrownBy(() -> Json.mapper().readTree(deep)).isInstanceOf(JsonProcessingException.class);
    }

    record Sample(Optional<String> firstName, Optional<String> secondName, Instant lastSeenAt, BigDecimal total) {}
}
