package crm.operations.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import crm.operations.entity.Check;
import crm.platform.rest.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthTest {

    @Test
    void isUpWhenAllChecksAre() throws JsonProcessingException {
        Health health = Health.of(List.of(new Check("database", true, "")));
        assertThat(health.up()).isTrue();
        assertThat(Json.mapper().writeValueAsString(health))
                .isEqualTo("{\"status\":\"UP\",\"checks\":[{\"name\":\"database\",\"status\":\"UP\"}]}");
    }

    @Test
    void isDownWhenOneCheckIs() {
        Health health = Health.of(List.of(new Check("database", true, ""), new Check("broker", false, "start it")));
        assertThat(health.up()).isFalse();
        assertThat(health.checks()).contains(new Health.Item("broker", "DOWN", "start it"));
    }
}
