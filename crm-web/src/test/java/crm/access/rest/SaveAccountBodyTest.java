package crm.access.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import crm.access.entity.AccountView;
import crm.access.entity.SaveAccount;
import crm.platform.rest.Json;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SaveAccountBodyTest {

    @Test
    void takesAnAccountAsItWasRead() throws JsonProcessingException {
        Instant time = Instant.parse("2026-01-01T00:00:00Z");
        AccountView account = new AccountView("ada", "person", Set.of("agent", "viewer"), true, time, time, 7)
                .with(Optional.of(time), Optional.of(time));
        assertThat(read(Json.mapper().writeValueAsString(account)).wish())
                .isEqualTo(new SaveAccount(
                        Optional.empty(), Set.of("agent", "viewer"), Optional.of("person"), Optional.of(true)));
    }

    @Test
    void refusesWhatItDoesNotKnowAndHidesThePassword() throws JsonProcessingException {
        assertThatThrownBy(() -> read("{\"role\":\"admin\"}")).isInstanceOf(UnrecognizedPropertyException.class);
        assertThat(read("{\"password\":\"open sesame\"}").toString()).doesNotContain("sesame");
    }

    private static SaveAccountBody read(String json) throws JsonProcessingException {
        return Json.mapper().readValue(json, SaveAccountBody.class);
    }
}
