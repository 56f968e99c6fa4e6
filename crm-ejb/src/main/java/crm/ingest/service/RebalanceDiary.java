package crm.ingest.service;

import crm.ingest.entity.PartitionId;
import crm.ingest.entity.Rebalance;
import crm.platform.service.Columns;
import crm.platform.service.DatabaseSchema;
import crm.platform.service.StoreFailed;
import jakarta.annotation.PreDestroy;
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
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * What workers were told of their partitions. They say it and go on: it is written a second later, from a thread that is
 * not theirs, and kept for a week. What cannot be written while the database is away is written when it is back, as far
 * as it fits in memory.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RebalanceDiary {

    private static final Logger LOG = System.getLogger(RebalanceDiary.class.getName());
    private static final int MOST_IN_MEMORY = 10_000;
    private static final String WRITE = """
            insert into rebalance (group_id, at, member, kind, topic, partitions) values (?, ?, ?, ?, ?, ?)""";
    private static final String READ = """
            select group_id, at, member, kind, topic, partitions from rebalance
             where group_id = ? and at >= ? order by at desc, id desc limit ?""";
    private static final String SINCE = """
            select member, topic, p.partition, max(at) as at
              from rebalance cross join lateral unnest(partitions) as p (partition)
             where group_id = ? and kind = 'assigned'
             group by member, topic, p.partition""";
    private static final String VERSIONS = """
            select g.id, (select max(r.id) from rebalance r where r.group_id = g.id) as version
              from unnest(?) as g (id)""";
    private static final String FORGET = "delete from rebalance where at < now() - interval '7 days'";

    private final InstantSource clock = InstantSource.system();
    private final Queue<Rebalance> unwritten = new ConcurrentLinkedQueue<>();

    @EJB
    private DatabaseSchema schema;

    @Inject
    private DataSource database;

    /** A member was told of these partitions just now. Never waits. */
    public void told(String group, String member, Rebalance.Kind kind, Collection<PartitionId> partitions) {
        Instant now = clock.instant();
        Map<String, List<Integer>> byTopic = partitions.stream()
                .sorted()
                .collect(Collectors.groupingBy(
                        PartitionId::topic,
                        TreeMap::new,
                        Collectors.mapping(PartitionId::partition, Collectors.toList())));
        if (unwritten.size() < MOST_IN_MEMORY) {
            byTopic.forEach((topic, numbers) -> unwritten.add(new Rebalance(group, now, member, kind, topic, numbers)));
        }
    }

    /**
     * What happened in a group since then, latest first.
     *
     * @throws StoreFailed if the database does not answer
     */
    public List<Rebalance> of(String group, Instant since, int limit) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(READ)) {
            select.setString(1, group);
            select.setObject(2, since.atOffset(ZoneOffset.UTC));
            select.setInt(3, limit);
            List<Rebalance> found = new ArrayList<>();
            ResultSet row = select.executeQuery();
            while (row.next()) {
                found.add(rebalance(row));
            }
            return found;
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    private static Rebalance rebalance(ResultSet row) throws SQLException {
        return new Rebalance(
                row.getString("group_id"),
                Columns.time(row, "at"),
                row.getString("member"),
                Rebalance.Kind.of(row.getString("kind")),
                row.getString("topic"),
                numbers(row.getArray("partitions")));
    }

    private static List<Integer> numbers(Array stored) throws SQLException {
        return Stream.of((Integer[]) stored.getArray()).toList();
    }

    /**
     * Since when each member of a group was last given each partition.
     *
     * @throws StoreFailed if the database does not answer
     */
    public Map<String, Map<PartitionId, Instant>> since(String group) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(SINCE)) {
            select.setString(1, group);
            Map<String, Map<PartitionId, Instant>> since = new HashMap<>();
            ResultSet row = select.executeQuery();
            while (row.next()) {
                since.computeIfAbsent(row.getString("member"), none -> new HashMap<>())
                        .put(new PartitionId(row.getString("topic"), row.getInt("partition")), Columns.time(row, "at"));
            }
            return since;
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    /**
     * A number for each group that grows with everything that happens in it; none where nothing has happened.
     *
     * @throws StoreFailed if the database does not answer
     */
    public Map<String, Long> versions(Collection<String> groups) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(VERSIONS)) {
            select.setArray(1, connection.createArrayOf("text", groups.toArray()));
            Map<String, Long> versions = new HashMap<>();
            ResultSet row = select.executeQuery();
            while (row.next()) {
                long version = row.getLong("version");
                if (version > 0) {
                    versions.put(row.getString("id"), version);
                }
            }
            return versions;
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    synchronized void write() {
        if (unwritten.isEmpty() || !schema.ready()) {
            return;
        }
        try (Connection connection = database.getConnection()) {
            write(connection);
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "rebalances are written later", e);
        }
    }

    private void write(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(WRITE)) {
            for (Rebalance next = unwritten.peek(); next != null; next = unwritten.peek()) {
                insert.setString(1, next.group());
                insert.setObject(2, next.at().atOffset(ZoneOffset.UTC));
                insert.setString(3, next.member());
                insert.setString(4, next.kind().word());
                insert.setString(5, next.topic());
                insert.setArray(
                        6, connection.createArrayOf("int4", next.partitions().toArray()));
                insert.executeUpdate();
                unwritten.remove();
            }
        }
    }

    @Schedule(hour = "*", minute = "17", persistent = false)
    void forget() {
        if (!schema.ready()) {
            return;
        }
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement(FORGET)) {
            delete.executeUpdate();
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "old rebalances are forgotten later", e);
        }
    }

    @PreDestroy
    void stop() {
        write();
    }
}
