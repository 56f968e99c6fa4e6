package crm.profile.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.profile.entity.TimelineBusy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SearchTurnsTest {

    private final SearchTurns turns = new SearchTurns(1, Duration.ofMillis(1));

    @Test
    void refusesOneMoreThanMayBe() {
        assertThatThrownBy(() -> turns.take(() -> turns.take(() -> "found"))).isInstanceOf(TimelineBusy.class);
    }

    @Test
    void givesATurnBackHoweverItEnds() {
        assertThatThrownBy(() -> turns.take(() -> {
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(turns.take(() -> "found")).isEqualTo("found");
    }
}
