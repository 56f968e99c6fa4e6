package crm.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import crm.ingest.entity.Identity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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

    record Sample(Optional<String> firstName, Optional<String> secondName, Instant lastSeenAt, BigDecimal total) {}
}
