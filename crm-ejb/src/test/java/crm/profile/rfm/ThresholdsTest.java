package crm.profile.rfm;

import static org.assertj.core.api.Assertions.assertThat;

import crm.profile.entity.SpendSum;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThresholdsTest {

    private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2026-02-20T12:00:00Z");

    private static final Thresholds THRESHOLDS = new Thresholds(
            7,
            FROM,
            List.of(days(10), days(20), days(40), days(80)),
            steps("2", "3", "5", "9"),
            Map.of("GBP", steps("10", "20.5", "30", "40"), "EUR", steps("100", "200", "300", "400")));

    private static long days(int days) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.EPOCH.plus(Duration.ofDays(days)));
    }

    private static Steps steps(String... from) {
        return new Steps(List.of(from).stream().map(BigDecimal::new).toList());
    }

    private static SpendSum sum(String currency, String net, long orders) {
        return new SpendSum(currency, new BigDecimal(net), new BigDecimal(net), orders);
    }

    private static Buying buying(SpendSum... sums) {
        long orders = List.of(sums).stream().mapToLong(SpendSum::orders).sum();
        return new Buying(orders, orders > 0 ? Optional.of(LAST) : Optional.empty(), List.of(sums));
    }

    private static Rfm score(Instant at, SpendSum... sums) {
        return THRESHOLDS.score(buying(sums), at).orElseThrow();
    }

    @Test
    void recencyFallsExactlyWhenTheTimeIsUp() {
        Instant fades = LAST.plus(Duration.ofDays(10));
        assertThat(score(fades.minus(1, ChronoUnit.MICROS), sum("GBP", "1", 1)).recency())
                .isEqualTo(5);
        assertThat(score(fades, sum("GBP", "1", 1)).recency()).isEqualTo(4);
        assertThat(score(LAST.plus(Duration.ofDays(79)), sum("GBP", "1", 1)).recency())
                .isEqualTo(2);
        assertThat(score(LAST.plus(Duration.ofDays(80)), sum("GBP", "1", 1)).recency())
                .isEqualTo(1);
    }

    @Test
    void saysWhenRecencyFallsNext() {
        Buying buying = buying(sum("GBP", "1", 1));
        Instant first = LAST.plus(Duration.ofDays(10));
        assertThat(THRESHOLDS.fadesAfter(buying, LAST)).contains(first);
        assertThat(THRESHOLDS.fadesAfter(buying, first)).contains(LAST.plus(Duration.ofDays(20)));
        assertThat(THRESHOLDS.fadesAfter(buying, LAST.plus(Duration.ofDays(80))))
                .isEmpty();
    }

    @Test
    void valuesReachAStepAtItsBeginning() {
        assertThat(score(FROM, sum("GBP", "20.499999", 1)).monetary()).isEqualTo(2);
        assertThat(score(FROM, sum("GBP", "20.50", 1)).monetary()).isEqualTo(3);
        assertThat(score(FROM, sum("GBP", "-5", 4)).monetary()).isEqualTo(1);
        assertThat(score(FROM, sum("GBP", "-5", 4)).frequency()).isEqualTo(3);
        assertThat(score(FROM, sum("GBP", "40", 9)).frequency()).isEqualTo(5);
    }

    @Test
    void amountsAreOfTheCurrencyOfMostOrders() {
        assertThat(score(FROM, sum("EUR", "150", 3), sum("GBP", "1000", 2)).monetary())
                .isEqualTo(2);
        assertThat(score(FROM, sum("GBP", "35", 2), sum("EUR", "150", 2)).monetary())
                .as("of two the first by its code")
                .isEqualTo(2);
        assertThat(score(FROM, sum("GBP", "35", 1), sum("EUR", "-900", 0)).monetary())
                .as("a refund alone is no order")
                .isEqualTo(4);
        assertThat(score(FROM, sum("JPY", "1000000", 1)).monetary())
                .as("nobody else pays so")
                .isEqualTo(3);
    }

    @Test
    void whoHasNoOrderHasNoScores() {
        assertThat(THRESHOLDS.score(buying(sum("GBP", "-10", 0)), FROM)).isEmpty();
        assertThat(THRESHOLDS.score(buying(), FROM)).isEmpty();
    }

    @Test
    void theThresholdsOfThenAreInForceAndTheEarliestBefore() {
        Thresholds next = new Thresholds(
                8, FROM.plusSeconds(60), THRESHOLDS.fades(), THRESHOLDS.frequency(), THRESHOLDS.monetary());
        ThresholdsInForce inForce = new ThresholdsInForce(List.of(next, THRESHOLDS));
        assertThat(inForce.at(FROM.minusSeconds(1))).contains(THRESHOLDS);
        assertThat(inForce.at(FROM.plusSeconds(59))).contains(THRESHOLDS);
        assertThat(inForce.at(FROM.plusSeconds(60))).contains(next);
        assertThat(inForce.changeAfter(FROM.minusSeconds(1))).contains(next.from());
        assertThat(inForce.changeAfter(FROM)).contains(next.from());
        assertThat(inForce.changeAfter(next.from())).isEmpty();
        assertThat(new ThresholdsInForce(List.of()).at(FROM)).isEmpty();
    }
}
