package crm.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;

import crm.platform.entity.Busy;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTest {

    @Test
    void knowsADatabaseThatIsAwayHoweverDeepItIsHidden() {
        SQLException refused = new SQLException("refused", "08001", new ConnectException());
        assertThat(Outage.causes(new IllegalStateException(new IllegalStateException(refused))))
                .isTrue();
        assertThat(Outage.causes(new IllegalStateException(new jakarta.resource.ResourceException())))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "55P03", "57014"})
    void knowsADatabaseThatIsBusy(String state) {
        assertThat(Outage.causes(new IllegalStateException(new SQLException("busy", state))))
                .isTrue();
    }

    @Test
    void tellsATooHeavyQuestionAndTooManyOfThemFromADatabaseThatIsAway() {
        Busy busy = new Busy("too many searches are under way");
        assertThat(Outage.tookTooLong(new IllegalStateException(busy))).isTrue();
        assertThat(Outage.tookTooLong(new IllegalStateException(new SQLException("given up", "57014"))))
                .isTrue();
        assertThat(Outage.tookTooLong(new IllegalStateException(new SQLException("refused", "08001"))))
                .isFalse();
    }

    @Test
    void knowsAQuestionThatTookTooLongFromADatabaseThatIsAway() {
        assertThat(Outage.tookTooLong(new IllegalStateException(new SQLException("cancelled", "57014"))))
                .isTrue();
        assertThat(Outage.tookTooLong(new SQLException("shutdown", "57P01"))).isFalse();
        assertThat(Outage.tookTooLong(new IllegalStateException())).isFalse();
    }

    @Test
    void blamesNoOutageForFaultsOfOurOwn() {
        assertThat(Outage.causes(new IllegalStateException(new SQLException("syntax", "42601"))))
                .isFalse();
        assertThat(Outage.causes(new NullPointerException())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "501", "-1", "x", "", "1.5", "99999999999"})
    void refusesLimitsOutOfRange(String limit) {
        assertThat(refused(() -> Limit.of(limit))).satisfies(problem -> {
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.errors()).extracting(Problem.Violation::pointer).containsExactly("?limit");
        });
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"50"})
    void listsFiftyUnlessAskedForMore(String limit) {
        assertThat(Limit.of(limit)).isEqualTo(50);
    }

    @Test
    void refusesTheLimitOfABodyAsItsField() {
        Problem problem = refused(() -> Limit.of(OptionalInt.of(0)));
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.errors()).extracting(Problem.Violation::pointer).containsExactly("/limit");
    }

    @Test
    void readsTimesWithAnOffset() {
        assertThat(Times.parameter("from", "2011-09-30T02:00:00+02:00"))
                .isEqualTo(Times.parameter("from", "2011-09-30T00:00:00Z"));
        assertThat(Times.parameter("from", null)).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2011-09-30", "", "+10000-01-01T00:00:00Z", "-0001-01-01T00:00:00Z"})
    void refusesTimesThatAreNone(String time) {
        assertThat(refused(() -> Times.parameter("from", time)).status()).isEqualTo(400);
    }

    private static Problem refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return Assertions.catchThrowableOfType(Refusal.class, call).problem();
    }
}
