package crm.platform.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The clock of the business: windows, timers and "now" run on it, so that history can be replayed as if live. Lag,
 * logins and audit stay on the wall clock.
 *
 * <p>{@code crm.clock.start} (RFC 3339) is the business time at which the application starts, by default the real one;
 * {@code crm.clock.speed} says how many business seconds a real second lasts. Thread-safe.
 */
@ApplicationScoped
public class BusinessClock extends Clock {

    private final Clock wall;
    private final Instant wallStart;
    private final Instant start;
    private final BigDecimal speed;

    /** For the container's proxies. */
    protected BusinessClock() {
        this(Optional.empty(), BigDecimal.ONE, Clock.systemUTC());
    }

    @Inject
    public BusinessClock(
            @ConfigProperty(name = "crm.clock.start") Optional<String> start,
            @ConfigProperty(name = "crm.clock.speed") BigDecimal speed) {
        this(start.map(Instant::parse), speed, Clock.systemUTC());
    }

    BusinessClock(Optional<Instant> start, BigDecimal speed, Clock wall) {
        if (speed.signum() <= 0) {
            throw new IllegalArgumentException("crm.clock.speed must be greater than 0");
        }
        this.wall = wall;
        this.wallStart = wall.instant();
        this.start = start.orElse(wallStart);
        this.speed = speed;
    }

    @Override
    public Instant instant() {
        Duration real = Duration.between(wallStart, wall.instant());
        return start.plusNanos(
                BigDecimal.valueOf(real.toNanos()).multiply(speed).longValue());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? this : Clock.fixed(instant(), zone);
    }
}
