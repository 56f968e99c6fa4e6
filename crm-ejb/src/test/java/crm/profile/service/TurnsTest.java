package crm.profile.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.platform.entity.Busy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TurnsTest {

    @Test
    void whoComesWhenAllPlacesAreTakenIsSentAway() {
        Turns turns = new Turns(2, Duration.ofMillis(20), "searches");
        String inner = turns.in(() -> turns.in(() -> {
            assertThatThrownBy(() -> turns.in(() -> "third"))
                    .isInstanceOf(Busy.class)
                    .hasMessageContaining("searches");
            return "second";
        }));
        assertThat(inner).isEqualTo("second");
    }

    @Test
    void aPlaceIsFreeAgainHoweverTheWorkEnded() {
        Turns turns = new Turns(1, Duration.ZERO, "searches");
        assertThatThrownBy(() -> turns.in(() -> {
                    throw new IllegalStateException("given up");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(turns.<String>in(() -> "next")).isEqualTo("next");
    }
}
