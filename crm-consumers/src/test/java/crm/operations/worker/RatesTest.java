package crm.operations.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RatesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Rates<String> rates = new Rates<>();

    @Test
    void isRecordsOverTime() {
        look(0, 0);
        look(10, 100);
        assertThat(rates.of("g")).isEqualTo(10);
    }

    @Test
    void forgetsWhatIsLongAgo() {
        for (int second = 0; second <= 30; second++) {
            look(second, second <= 20 ? second * 1000L : 20_000);
        }
        assertThat(rates.of("g")).isZero();
    }

    @Test
    void isNothingBeforeTheSecondLookAndForStrangers() {
        look(0, 5);
        assertThat(rates.of("g")).isZero();
        look(1, 6);
        assertThat(rates.of("stranger")).isZero();
    }

    private void look(int second, long count) {
        rates.add(START.plusSeconds(second), Map.of("g", count));
    }
}
