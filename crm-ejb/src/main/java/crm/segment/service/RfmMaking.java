package crm.segment.service;

import crm.profile.rfm.Thresholds;
import crm.profile.store.RfmRows;
import crm.profile.store.ThresholdRows;
import crm.profile.store.ThresholdRows.Base;
import crm.segment.store.DefinitionRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Makes thresholds for the scores of who buys: the first ones as soon as anybody has, then once a day (UTC) of the business clock. While
 * much comes in, such as the whole past of a shop, also as often as what is known has grown by a tenth, but not within half a
 * minute. Segments that ask for scores are then asked of all profiles again; while any is being asked of all there are no others.
 */
final class RfmMaking {

    private static final double GROWN = 1.1;

    private final InstantSource clock;
    private final DefinitionRows definitions;
    private final ThresholdRows thresholds;
    private final RfmRows rows;

    /** @param clock of the business */
    RfmMaking(Connection connection, InstantSource clock) {
        this.clock = clock;
        this.definitions = new DefinitionRows(connection);
        this.thresholds = new ThresholdRows(connection);
        this.rows = new RfmRows(connection);
    }

    /** Makes them if it is time to; says whether it did. By one node at a time. */
    boolean step() throws SQLException {
        Optional<Thresholds> latest = thresholds.latest();
        if (!definitions.rfmAlone() || !isTime(latest)) {
            return false;
        }
        // All of them are looked at before anybody has to wait.
        long events = rows.events();
        Optional<Base> base = thresholds.measure(clock.instant());
        if (base.isEmpty()) {
            return false;
        }
        long epoch = definitions.alone();
        if (definitions.passing().isPresent()) {
            return false; // published meanwhile
        }
        // Whatever was told until now was told by those before.
        thresholds.add(base.get(), clock.instant(), events);
        definitions.scoredAnew(InForce.read(epoch, definitions, thresholds).all().stream()
                .filter(version -> version.closure().asksForRfm())
                .map(Kept::id)
                .toList());
        definitions.changed();
        return true;
    }

    private boolean isTime(Optional<Thresholds> latest) throws SQLException {
        if (definitions.passing().isPresent()) {
            return false;
        }
        if (latest.isEmpty()) {
            return rows.anyOutdated(1);
        }
        Thresholds before = latest.get();
        boolean nextDay = day(clock.instant()).isAfter(day(before.from()));
        return (nextDay || rows.grownSince(before.id(), GROWN)) && !rows.anyOutdated(before.id());
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
