package crm.ingest.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AgesTest {

    private final Ages ages = new Ages();

    @Test
    void tellsWithinWhatAgeAShareOfAllIs() {
        ages.add(1000, LongStream.rangeClosed(1, 1000).boxed().toList());
        long[] minute = ages.minute(1000);
        assertThat(Ages.within(minute, 0.5).orElseThrow()).isCloseTo(0.5, within(0.08));
        assertThat(Ages.within(minute, 0.99).orElseThrow()).isCloseTo(0.99, within(0.15));
    }

    @Test
    void knowsFractionsOfASecondAndDays() {
        long day = 24L * 60 * 60 * 1000;
        ages.add(1000, List.of(3L, day));
        assertThat(Ages.within(ages.minute(1000), 0.5).orElseThrow()).isCloseTo(0.003, within(0.0005));
        assertThat(Ages.within(ages.minute(1000), 0.99).orElseThrow())
                .isCloseTo(day / 1000.0, within(day / 1000.0 / 6));
        ages.add(1000, List.of(-5L, Long.MAX_VALUE));
        assertThat(Ages.within(ages.minute(1000), 0.01).orElseThrow()).isEqualTo(0.001);
    }

    @Test
    void forgetsWhatIsOlderThanAMinute() {
        ages.add(1000, List.of(10L));
        assertThat(Ages.within(ages.minute(1059), 0.5)).isPresent();
        assertThat(Ages.within(ages.minute(1060), 0.5)).isEmpty();
        ages.add(1060, List.of(2000L));
        assertThat(Ages.within(ages.minute(1060), 0.5).orElseThrow()).isCloseTo(2, within(0.3));
    }

    @Test
    void ofSeveralServersTheBucketsAreAdded() {
        Ages other = new Ages();
        ages.add(1000, List.of(10L));
        other.add(1000, List.of(1000L, 1000L, 1000L));
        long[] both = ages.minute(1000);
        Ages.add(both, other.minute(1000));
        assertThat(Ages.within(both, 0.5).orElseThrow()).isCloseTo(1, within(0.15));
    }
}
