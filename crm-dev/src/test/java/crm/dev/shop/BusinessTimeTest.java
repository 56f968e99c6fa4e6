package crm.dev.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BusinessTimeTest {

    @Test
    void runsFasterFromWhenItWasKept() {
        Instant wall = Instant.parse("2026-11-20T16:00:00Z");
        Instant business = Instant.parse("2011-10-01T00:00:00Z");
        Clock later = Clock.fixed(wall.plusSeconds(60), ZoneOffset.UTC);

        Instant now = new BusinessTime(wall, business, new BigDecimal("1440"), later).instant();

        assertThat(now).isEqualTo("2011-10-02T00:00:00Z");
    }

    @Test
    void isTheRealTimeWhereNothingElseIsSaid() {
        assertThat(BusinessTime.of(null, Map.of("CRM_CLOCK_SPEED", "1.0"))).isEqualTo(Clock.systemUTC());
    }
}
