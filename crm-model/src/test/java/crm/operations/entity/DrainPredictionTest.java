package crm.operations.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class DrainPredictionTest {

    private static DrainPrediction of(OptionalDouble said, OptionalDouble took) {
        return new DrainPrediction("g", Instant.EPOCH, 100, 1, 2, said, Optional.of(Instant.EPOCH), took);
    }

    @Test
    void isOffByItsShareOfWhatItTook() {
        assertThat(of(OptionalDouble.of(110), OptionalDouble.of(100)).error().orElseThrow())
                .isCloseTo(0.1, within(1e-9));
        assertThat(of(OptionalDouble.of(50), OptionalDouble.of(100)).error()).hasValue(-0.5);
    }

    @Test
    void isNotComparedWithWhatDidNotHappen() {
        assertThat(of(OptionalDouble.empty(), OptionalDouble.of(100)).error()).isEmpty();
        assertThat(of(OptionalDouble.of(50), OptionalDouble.empty()).error()).isEmpty();
    }
}
