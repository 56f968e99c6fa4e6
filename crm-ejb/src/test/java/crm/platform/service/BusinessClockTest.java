package crm.platform.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.profile.service.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BusinessClockTest {

    private final Wall wall = new Wall();

    @Test
    void isTheRealTimeByDefault() {
        BusinessClock clock = new BusinessClock(Optional.empty(), BigDecimal.ONE, wall);
        wall.now = wall.now.plusSeconds(90);
        assertThat(clock.instant()).isEqualTo(wall.now);
    }

    @Test
    void startsWhereItIsToldAndRunsAtItsSpeed() {
        Instant start = Instant.parse("2011-01-01T00:00:00Z");
        BusinessClock clock = new BusinessClock(Optional.of(start), new BigDecimal("3600"), wall);
        wall.now = wall.now.plusSeconds(2);
        assertThat(clock.instant()).isEqualTo(start.plus(Duration.ofHours(2)));
        assertThat(clock.at(wall.now.minusSeconds(1))).isEqualTo(start.plus(Duration.ofHours(1)));
    }

    @Test
    void runsForYearsWithoutLosingItsWay() {
        BusinessClock clock = new BusinessClock(Optional.empty(), new BigDecimal("86400"), wall);
        Instant start = clock.instant();
        wall.now = wall.now.plus(Duration.ofDays(10));
        assertThat(clock.instant()).isEqualTo(start.plus(Duration.ofDays(864_000)));
    }

    @Test
    void goesOnWhereItStoodWhenTheServerStartsAgain() throws SQLException {
        Optional<Instant> start = Optional.of(Instant.parse("2011-01-01T00:00:00Z"));
        BigDecimal speed = new BigDecimal("60");
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            new BusinessClock(start, speed, wall).keep(connection);
            wall.now = wall.now.plusSeconds(60);
            BusinessClock again = new BusinessClock(start, speed, wall);
            again.keep(connection);
            assertThat(again.instant()).isEqualTo(Instant.parse("2011-01-01T01:00:00Z"));

            BusinessClock otherwise = new BusinessClock(start, BigDecimal.TEN, wall);
            otherwise.keep(connection);
            assertThat(otherwise.instant()).as("other settings begin anew").isEqualTo(start.get());
        }
    }

    @Test
    void refusesToStandStill() {
        assertThatThrownBy(() -> new BusinessClock(Optional.empty(), BigDecimal.ZERO, wall))
                .hasMessageContaining("crm.clock.speed");
    }

    private static final class Wall extends Clock {

        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
