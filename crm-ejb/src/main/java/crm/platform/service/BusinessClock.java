package crm.platform.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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
 * <p>{@code crm.clock.start} (RFC 3339) is the business time at which the application starts for the first time, by default the
 * real one;
 * {@code crm.clock.speed} says how many business seconds a real second lasts. Thread-safe.
 */
@ApplicationScoped
public class BusinessClock extends Clock {

    private static final int NANO_DIGITS = 9;
    private static final String KEEP = """
            insert into business_clock as c (settings, wall, business) values (?, ?, ?)
            on conflict (one) do update
               set wall = case when c.settings = excluded.settings then c.wall else excluded.wall end,
                   business = case when c.settings = excluded.settings then c.business else excluded.business end,
                   settings = excluded.settings
            returning wall, business""";

    private final Clock wall;
    private final Optional<Instant> start;
    private final BigDecimal speed;
    private volatile Anchor anchor;

    /** When it was what time. */
    private record Anchor(Instant wall, Instant business) {}

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
        this.start = start;
        this.speed = speed;
        Instant now = wall.instant();
        this.anchor = new Anchor(now, start.orElse(now));
    }

    /**
     * Goes on where the clock of these settings stands, on this and every other server: it is kept in the database from
     * the first start on. To be called before anything is decided by it.
     */
    void keep(Connection connection) throws SQLException {
        if (start.isEmpty() && speed.compareTo(BigDecimal.ONE) == 0) {
            return; // the real time needs no keeping
        }
        try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
            keep.setString(1, start.map(Instant::toString).orElse("now") + " x " + speed.toPlainString());
            keep.setObject(2, anchor.wall().atOffset(ZoneOffset.UTC));
            keep.setObject(3, anchor.business().atOffset(ZoneOffset.UTC));
            try (ResultSet kept = keep.executeQuery()) {
                kept.next();
                anchor = new Anchor(Columns.time(kept, "wall"), Columns.time(kept, "business"));
            }
        }
    }

    @Override
    public Instant instant() {
        return at(wall.instant());
    }

    /** What time it is for the business at a real instant. */
    public Instant at(Instant real) {
        Anchor since = anchor;
        Duration passed = Duration.between(since.wall(), real);
        BigDecimal seconds = BigDecimal.valueOf(passed.getSeconds())
                .add(BigDecimal.valueOf(passed.getNano(), NANO_DIGITS))
                .multiply(speed);
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        return since.business()
                .plusSeconds(whole.longValue())
                .plusNanos(seconds.subtract(whole).movePointRight(NANO_DIGITS).longValue());
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
