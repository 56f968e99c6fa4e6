package crm.ingest.service;

import crm.ingest.entity.Bulletin;
import crm.ingest.entity.Crew;
import crm.ingest.entity.GroupPlan;
import crm.ingest.entity.Hold;
import crm.ingest.entity.PartitionId;
import crm.ingest.entity.ScaleBounds;
import crm.ingest.entity.Scope;
import crm.platform.service.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tables by which nodes and operators speak to each other. */
final class BoardRows {

    /** For this long a node that says nothing is taken to live. */
    private static final String SILENCE = "interval '10 seconds'";

    private static final String BEAT = """
            insert into node (name, started_at, seen_at) values (?, now(), now())
            on conflict (name) do update
               set seen_at = now(), started_at = case when ? then now() else node.started_at end""";

    private static final String CREWS = """
            insert into node_crew (node, group_id, configured, running)
            select ?, c.group_id, c.configured, c.running from unnest(?, ?, ?) as c (group_id, configured, running)
            on conflict (node, group_id) do update set configured = excluded.configured, running = excluded.running""";

    private static final String FORGET_GROUPS = "delete from node_crew where node = ? and not group_id = any (?)";

    /** So that each act finds a row to lock. */
    private static final String GROUPS =
            "insert into consumer_group (group_id) select * from unnest(?) as g (group_id) on conflict do nothing";

    private static final String FORGET_NODES = """
            delete from node where name in
             (select name from node where seen_at < now() - interval '1 hour' for update skip locked)""";

    private static final String LEAVE = "delete from node where name = ?";

    private static final String NODES = "select n.name, c.group_id, c.configured, c.running"
            + " from node n left join node_crew c on c.node = n.name where n.seen_at > now() - " + SILENCE;

    private static final String PLANS = "select * from consumer_group where group_id = any (?)";

    private static final String HOLDS = "select * from hold where group_id = any (?)";

    private static final String EPOCHS =
            "select group_id, topic, partition, epoch from consumer_position where group_id = any (?)";

    private final Connection connection;

    BoardRows(Connection connection) {
        this.connection = connection;
    }

    /**
     * The node lives, and these are its crews by group.
     *
     * @param started whether it says so for the first time since it was started
     */
    void beat(String node, Map<String, Crew> crews, boolean started) throws SQLException {
        try (PreparedStatement beat = connection.prepareStatement(BEAT)) {
            beat.setString(1, node);
            beat.setBoolean(2, started);
            beat.executeUpdate();
        }
        Collection<String> groups = crews.keySet();
        try (Columns insert = new Columns(connection, CREWS)
                .value(node)
                .texts(groups, group -> group)
                .integers(groups, group -> crews.get(group).configured())
                .integers(groups, group -> crews.get(group).running())) {
            insert.update();
        }
        try (Columns others = new Columns(connection, FORGET_GROUPS).value(node).texts(groups, group -> group)) {
            others.update();
        }
        try (Columns insert = new Columns(connection, GROUPS).texts(groups, group -> group)) {
            insert.update();
        }
        try (Columns old = new Columns(connection, FORGET_NODES)) {
            old.update();
        }
    }

    void leave(String node) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LEAVE)) {
            statement.setString(1, node);
            statement.executeUpdate();
        }
    }

    Bulletin read(Collection<String> groups) throws SQLException {
        return new Bulletin(nodes(), plans(groups), holds(groups), epochs(groups));
    }

    private SortedMap<String, Map<String, Crew>> nodes() throws SQLException {
        SortedMap<String, Map<String, Crew>> nodes = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(NODES);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Map<String, Crew> crews = nodes.computeIfAbsent(row.getString(1), name -> new HashMap<>());
                if (row.getString(2) != null) {
                    crews.put(row.getString(2), new Crew(row.getInt(3), row.getInt(4)));
                }
            }
        }
        return nodes;
    }

    private Map<String, GroupPlan> plans(Collection<String> groups) throws SQLException {
        Map<String, GroupPlan> plans = new HashMap<>();
        try (Columns select = new Columns(connection, PLANS).texts(groups, group -> group)) {
            ResultSet row = select.query();
            while (row.next()) {
                plans.put(row.getString("group_id"), plan(row));
            }
        }
        return plans;
    }

    static GroupPlan plan(ResultSet row) throws SQLException {
        Integer workers = row.getObject("workers", Integer.class);
        Integer min = row.getObject("scale_min", Integer.class);
        Integer max = row.getObject("scale_max", Integer.class);
        return new GroupPlan(
                workers == null ? OptionalInt.empty() : OptionalInt.of(workers),
                min == null || max == null ? Optional.empty() : Optional.of(new ScaleBounds(min, max)),
                Optional.ofNullable(Columns.time(row, "lagging_since")),
                Optional.ofNullable(Columns.time(row, "idle_since")));
    }

    private List<Hold> holds(Collection<String> groups) throws SQLException {
        List<Hold> holds = new ArrayList<>();
        try (Columns select = new Columns(connection, HOLDS).texts(groups, group -> group)) {
            ResultSet row = select.query();
            while (row.next()) {
                holds.add(new Hold(
                        row.getString("group_id"),
                        new Scope(row.getString("topic"), row.getInt("partition")),
                        Hold.Reason.of(row.getString("reason")),
                        Columns.time(row, "since"),
                        row.getString("by")));
            }
        }
        return holds;
    }

    private Map<String, Map<PartitionId, Long>> epochs(Collection<String> groups) throws SQLException {
        Map<String, Map<PartitionId, Long>> epochs = new HashMap<>();
        try (Columns select = new Columns(connection, EPOCHS).texts(groups, group -> group)) {
            ResultSet row = select.query();
            while (row.next()) {
                epochs.computeIfAbsent(row.getString(1), group -> new HashMap<>())
                        .put(new PartitionId(row.getString(2), row.getInt(3)), row.getLong(4));
            }
        }
        return epochs;
    }
}
