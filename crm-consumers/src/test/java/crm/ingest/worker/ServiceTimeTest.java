package crm.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ServiceTimeTest {

    private final ServiceTime times = new ServiceTime();
    private final Random random = new Random(7);

    @Test
    void knowsNothingAtFirst() {
        assertThat(times.fit()).isEmpty();
        times.took(100, Duration.ofMillis(20));
        assertThat(times.fit()).isEmpty();
        times.took(0, Duration.ofMillis(20));
        assertThat(times.fit()).isEmpty();
    }

    @Test
    void findsTheLineOfExactTimes() {
        run(100, ServiceTimeTest::line, 0);
        ServiceTime.Fit fit = fit();
        assertThat(fit.transactions()).isEqualTo(100);
        assertThat(fit.t0()).isCloseTo(0.011, within(1e-8));
        assertThat(fit.t1()).isCloseTo(5.2e-6, within(1e-11));
        assertThat(fit.r2()).isCloseTo(1, within(1e-6));
        assertThat(fit.seconds(20_000)).isCloseTo(0.115, within(1e-6));
        assertThat(fit.rate(20_000)).isCloseTo(173_913, within(2.0));
        assertThat(fit.within(Duration.ofMillis(115))).isBetween(19_990, 20_010);
    }

    /** 95 % intervals hold the truth about 95 times in a hundred. */
    @Test
    void saysHowSureItIs() {
        long held = IntStream.range(0, 400)
                .filter(seed -> {
                    ServiceTime some = new ServiceTime();
                    Random dice = new Random(seed);
                    for (int i = 0; i < 200; i++) {
                        int count = 1 + dice.nextInt(2000);
                        double noise = 0.0005 * dice.nextGaussian();
                        some.took(count, seconds(line(count) + noise));
                    }
                    ServiceTime.Fit fit = some.fit().orElseThrow();
                    return Math.abs(fit.t1() - 5.2e-6) <= fit.t1Error() && Math.abs(fit.t0() - 0.011) <= fit.t0Error();
                })
                .count();
        assertThat(held).isBetween(350L, 396L);
    }

    @Test
    void followsAHandlerThatBecomesSlower() {
        run(2000, ServiceTimeTest::line, 0.0005);
        run(1500, count -> 0.011 + 50e-6 * count, 0.0005);
        assertThat(fit().t1()).isCloseTo(50e-6, within(5e-6));
    }

    @Test
    void isHardlyMovedByOneThatWaitedForSomethingElse() {
        run(500, ServiceTimeTest::line, 0.0005);
        double before = fit().seconds(1000);
        times.took(1000, Duration.ofSeconds(30));
        assertThat(fit().seconds(1000)).isCloseTo(before, within(0.001));
    }

    @Test
    void cannotTellTheTwoApartWhereAllHaveOneSize() {
        for (int i = 0; i < 100; i++) {
            times.took(500, Duration.ofMillis(50));
        }
        ServiceTime.Fit fit = fit();
        assertThat(fit.seconds(500)).isCloseTo(0.05, within(1e-9));
        assertThat(fit.t0Error()).isInfinite();
        assertThat(fit.within(Duration.ofMillis(100))).isBetween(999, 1001);
    }

    @Test
    void neverClaimsATimeBelowNothing() {
        run(200, count -> Math.max(1e-6, 30e-6 * count - 0.005), 0);
        assertThat(fit().t0()).isZero();
        ServiceTime falling = new ServiceTime();
        falling.took(10, Duration.ofMillis(100));
        falling.took(1000, Duration.ofMillis(50));
        ServiceTime.Fit fit = falling.fit().orElseThrow();
        assertThat(fit.t1()).isZero();
        assertThat(fit.t0()).isCloseTo(0.075, within(0.001));
    }

    @Test
    void knowsStudentsQuantiles() {
        assertThat(StudentT.two95(10)).isCloseTo(2.228, within(0.001));
        assertThat(StudentT.two95(30)).isCloseTo(2.042, within(0.001));
        assertThat(StudentT.two95(1e9)).isCloseTo(1.960, within(0.001));
        assertThat(StudentT.two95(0)).isInfinite();
    }

    private void run(int transactions, DoubleUnaryOperator truth, double noise) {
        for (int i = 0; i < transactions; i++) {
            int count = 1 + random.nextInt(2000);
            times.took(count, seconds(truth.applyAsDouble(count) + noise * random.nextGaussian()));
        }
    }

    private static double line(double count) {
        return 0.011 + 5.2e-6 * count;
    }

    private ServiceTime.Fit fit() {
        return times.fit().orElseThrow();
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.max(1, Math.round(seconds * 1e9)));
    }
}
