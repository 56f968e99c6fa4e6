package crm.ingest.service;

import crm.ingest.entity.Freshness;
import crm.platform.service.DatabaseSchema;
import crm.platform.service.Node;
import crm.platform.service.StoreFailed;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * How fresh what people see is. Counted in memory after each commit; every server writes its last minute down every two
 * seconds while there is something to say, so that each can tell of all.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class FreshnessService {

    private static final Logger LOG = System.getLogger(FreshnessService.class.getName());
    private static final double HALF = 0.5;
    private static final double MILLIS = 1000;
    private static final double MOST = 0.99;
    private static final int LATELY = 3;
    private static final Duration MOST_LEEWAY = Duration.ofSeconds(30);
    private static final String WRITE = """
            insert into freshness as f (node, at, buckets) values (?, now(), ?)
            on conflict (node) do update set at = excluded.at, buckets = excluded.buckets""";
    private static final String READ = "select buckets from freshness where at > now() - interval '10 seconds'";

    private final InstantSource clock = InstantSource.system();
    private final Ages ages = new Ages();

    @EJB
    private DatabaseSchema schema;

    @Inject
    private DataSource database;

    @Inject
    private Node node;

    private volatile boolean silent = true;

    /** Records that were produced at these times have just been applied. */
    public void applied(Collection<Instant> produced) {
        Instant now = clock.instant();
        ages.add(
                now.getEpochSecond(),
                produced.stream()
                        .map(time -> Duration.between(time, now).toMillis())
                        .toList());
    }

    /**
     * How long what follows from events may wait to be done for many at once: as long as the events themselves did. Half of
     * those that this server applied within the last seconds were older; nothing where none were, at most half a minute.
     */
    public Duration leeway() {
        OptionalDouble late = Ages.within(ages.last(LATELY, clock.instant().getEpochSecond()), HALF);
        Duration leeway = Duration.ofMillis((long) (late.orElse(0) * MILLIS));
        return leeway.compareTo(MOST_LEEWAY) > 0 ? MOST_LEEWAY : leeway;
    }

    /**
     * Of all servers.
     *
     * @throws StoreFailed if the database does not answer
     */
    public Freshness now() {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(READ);
                ResultSet row = select.executeQuery()) {
            long[] sum = new long[Ages.BUCKETS];
            while (row.next()) {
                Ages.add(sum, buckets(row.getArray(1)));
            }
            return new Freshness(seconds(sum, HALF), seconds(sum, MOST));
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    private static long[] buckets(Array stored) throws SQLException {
        return Stream.of((Long[]) stored.getArray()).mapToLong(Long::longValue).toArray();
    }

    private static Optional<Double> seconds(long[] buckets, double share) {
        OptionalDouble seconds = Ages.within(buckets, share);
        return seconds.isPresent() ? Optional.of(seconds.getAsDouble()) : Optional.empty();
    }

    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    void tell() {
        long[] minute = ages.minute(clock.instant().getEpochSecond());
        boolean nothing = Arrays.stream(minute).allMatch(count -> count == 0);
        if (!schema.ready() || (nothing && silent)) {
            return;
        }
        try (Connection connection = database.getConnection();
                PreparedStatement write = connection.prepareStatement(WRITE)) {
            write.setString(1, node.name());
            write.setArray(
                    2,
                    connection.createArrayOf(
                            "int8", Arrays.stream(minute).boxed().toArray()));
            write.executeUpdate();
            silent = nothing;
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "freshness is not written", e);
        }
    }
}
