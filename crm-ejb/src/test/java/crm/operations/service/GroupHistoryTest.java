package crm.operations.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import crm.operations.entity.GroupMoment;
import crm.operations.entity.Progress;
import crm.operations.service.SampleRows.Sums;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupHistoryTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration STEP = Duration.ofSeconds(30);

    private final List<Sums> samples = new ArrayList<>();

    private void sample(int second, long lag, long ended, long applied, Progress status) {
        samples.add(new Sums(START.plusSeconds(second), 2, lag, lag / 10.0, ended, applied, status));
    }

    @Test
    void ratesAreRecordsOverTheTimeBetweenSamples() {
        for (int second = 0; second <= 120; second += 5) {
            sample(second, 0, second * 100L, second * 40L, Progress.OK);
        }
        List<GroupMoment> moments = GroupHistory.of(samples, STEP);
        assertThat(moments).hasSize(5);
        assertThat(moments).allSatisfy(moment -> {
            assertThat(moment.rateIn()).isCloseTo(100, within(1e-9));
            assertThat(moment.rateOut()).isCloseTo(40, within(1e-9));
        });
        assertThat(moments.get(0).at()).isEqualTo(START.plusSeconds(25));
        assertThat(moments.get(4).at()).isEqualTo(START.plusSeconds(120));
    }

    @Test
    void aPeakWithinAStepIsSeen() {
        sample(0, 0, 0, 0, Progress.OK);
        sample(5, 900, 900, 0, Progress.STALL);
        sample(10, 10, 900, 890, Progress.OK);
        assertThat(GroupHistory.of(samples, STEP)).singleElement().satisfies(moment -> {
            assertThat(moment.lag()).isEqualTo(900);
            assertThat(moment.lagSeconds()).isEqualTo(90);
            assertThat(moment.status()).isEqualTo(Progress.STALL);
            assertThat(moment.members()).isEqualTo(2);
        });
    }

    @Test
    void aTimeWithoutSamplesIsNoPoint() {
        sample(0, 0, 0, 0, Progress.OK);
        sample(5, 0, 50, 50, Progress.OK);
        sample(605, 0, 6050, 6050, Progress.OK);
        assertThat(GroupHistory.of(samples, STEP))
                .extracting(GroupMoment::rateOut)
                .containsExactly(10.0, 10.0);
    }

    @Test
    void aTopicMadeAnewIsNoNegativeRate() {
        sample(0, 0, 1000, 1000, Progress.OK);
        sample(5, 0, 3, 1003, Progress.OK);
        assertThat(GroupHistory.of(samples, STEP).get(0).rateIn()).isZero();
    }

    @Test
    void oneSampleIsNothingToDraw() {
        sample(0, 5, 5, 5, Progress.OK);
        assertThat(GroupHistory.of(samples, STEP)).isEmpty();
        assertThat(GroupHistory.of(List.of(), STEP)).isEmpty();
    }
}
