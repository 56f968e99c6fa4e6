package crm.dev.shop;

import crm.dev.run.Running;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

/** The business clock of the running application, by {@code CRM_CLOCK_START} and {@code CRM_CLOCK_SPEED}. */
public final class BusinessTime extends Clock {

    private static final String KEPT = "select wall, business from business_clock";

    private final Instant wall;
    private final Instant business;
    private final BigDecimal speed;
    private final Clock real;

    BusinessTime(Instant wall, Instant business, BigDecimal speed, Clock real) {
        this.wall = wall;
        this.business = business;
        this.speed = speed;
        this.real = real;
    }

    /** The clock of what runs with this environment. */
    public static Clock of(Running running, Map<String, String> environment) {
        String start = environment.getOrDefault("CRM_CLOCK_START", "").strip();
        String speed = environment.getOrDefault("CRM_CLOCK_SPEED", "").strip();
        BigDecimal faster = speed.isEmpty() ? BigDecimal.ONE : new BigDecimal(speed);
        return start.isEmpty() && faster.compareTo(BigDecimal.ONE) == 0 ? Clock.systemUTC() : kept(running, faster);
    }

    // Only the application knows when it was what time: its clock goes on where an earlier run left it.
    private static Clock kept(Running running, BigDecimal speed) {
        try (Connection connection = DriverManager.getConnection(running.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(KEPT)) {
            row.next();
            return new BusinessTime(time(row, "wall"), time(row, "business"), speed, Clock.systemUTC());
        } catch (SQLException e) {
            throw new Unreachable("the database", e);
        }
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    @Override
    public Instant instant() {
        BigDecimal millis = BigDecimal.valueOf(
                        Duration.between(wall, real.instant()).toMillis())
                .multiply(speed);
        return business.plusMillis(millis.setScale(0, RoundingMode.FLOOR).longValue());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }
}
