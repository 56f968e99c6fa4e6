package crm.segment.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.condition.evaluation.Micros;
import crm.condition.evaluation.PlainOracle;
import crm.condition.evaluation.PlainOracle.Happening;
import crm.dev.oracle.History;
import crm.dev.oracle.Name;
import crm.dev.oracle.Oracle;
import crm.dev.oracle.Told;
import crm.platform.service.Columns;
import crm.privacy.service.TestKeys;
import crm.profile.entity.ProfileId;
import crm.profile.service.TestDatabase;
import crm.profile.service.ToldEvents;
import crm.segment.store.DefinitionRows;
import crm.segment.store.DefinitionRows.Version;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One history, as it comes in while definitions come and go: applied by one of two nodes, of which each remembers what it told last,
 * while the other may be sweeping; held against the oracle after each step.
 */
final class MembershipCase implements AutoCloseable {

    private static final int EVENTS = 60;
    private static final Instant BEGIN = Instant.parse("2020-01-01T23:59:30Z");
    /** Who enters by an edit is told so since the version is in force, whenever what it says came true. */
    private static final Instant BEGIN_OF_A_VERSION = Instant.MIN;

    private static final String DEADLOCK = "40P01";

    private final long seed;
    private final Random random;
    private final MembershipFault fault;
    private final List<Node> nodes = new ArrayList<>();
    private final Connection connection;
    private final RandomSegments definitions;
    private final Map<String, Told> known = new LinkedHashMap<>();
    private Instant now = BEGIN.plusSeconds(20);
    private final Map<String, JsonNode> meant = new HashMap<>();
    private long lastChange;

    private final Set<String> kinds = new TreeSet<>();
    private long comparisons;

    /** One of several with the same database. */
    private record Node(Connection connection, Segments segments) {}

    MembershipCase(long seed, MembershipFault fault) throws SQLException {
        this.seed = seed;
        this.random = new Random(seed);
        this.fault = fault;
        this.definitions = new RandomSegments(random);
        this.connection = TestDatabase.dataSource().getConnection();
        ToldEvents.clear(connection);
        SegmentTables.clear(connection);
        fault.make(connection);
        connection.setAutoCommit(false);
        nodes.add(node(connection));
        nodes.add(node(TestDatabase.dataSource().getConnection()));
        nodes.get(1).connection().setAutoCommit(false);
    }

    private Node node(Connection its) {
        return new Node(
                its,
                new Segments(
                        new DefinitionsInForce(),
                        ToldEvents.PAYLOADS,
                        TestKeys.seals(),
                        purpose -> purpose.equals("profiling"),
                        () -> now));
    }

    Set<String> kinds() {
        return kinds;
    }

    long comparisons() {
        return comparisons;
    }

    @Override
    public void close() throws SQLException {
        for (Node node : nodes) {
            node.connection().rollback();
        }
        connection.setAutoCommit(true);
        fault.unmake(connection);
        for (Node node : nodes) {
            node.connection().close();
        }
    }

    private Node anyNode() {
        return nodes.get(random.nextInt(nodes.size()));
    }

    void run() throws SQLException {
        List<Told> deliveries = ToldEvents.deliveries(new History(random, EVENTS), random);
        for (String key : List.of("a", "b", "c")) {
            publish(key);
        }
        int position = 0;
        while (position < deliveries.size()) {
            int end = Math.min(deliveries.size(), position + 1 + random.nextInt(8));
            List<Told> batch = deliveries.subList(position, end);
            if (random.nextInt(5) == 0) {
                Node node = anyNode();
                apply(node, batch);
                node.connection().rollback(); // a crash before the commit: the batch comes again, cut otherwise
                continue;
            }
            if (random.nextInt(6) == 0) {
                besideASweep(batch);
            } else {
                Node node = anyNode();
                apply(node, batch);
                node.connection().commit();
            }
            batch.forEach(told ->
                    known.putIfAbsent(told.stamp().source() + ' ' + told.stamp().id(), told));
            position = end;
            check(false);
            betweenBatches();
        }
        now = now.plusSeconds(200_000);
        sweep();
        assertThat(number("select count(*) from segment_profile where due_at <= '" + now + "'"))
                .as("seed %d", seed)
                .isZero();
        kinds.addAll(new StoredMemberships(connection).kinds());
    }

    private void apply(Node node, List<Told> batch) throws SQLException {
        ToldEvents.apply(node.connection(), batch, fault.observed().apply(node.segments()));
    }

    /** One node applies, while the other tells what is due. */
    private void besideASweep(List<Told> batch) throws SQLException {
        Node sweeping = nodes.get(1);
        List<SQLException> troubles = new ArrayList<>();
        Thread other = new Thread(() -> {
            try {
                while (new Sweep(sweeping.connection(), sweeping.segments()).step(now, 1) > 0) {
                    sweeping.connection().commit();
                }
                sweeping.connection().commit();
            } catch (SQLException e) {
                troubles.add(e);
            }
        });
        other.start();
        applyForSure(nodes.get(0), batch);
        join(other);
        for (SQLException trouble : troubles) {
            sweeping.connection().rollback();
            if (!DEADLOCK.equals(trouble.getSQLState())) {
                throw trouble;
            }
        }
        // What the sweep told may be what the batch, which it could not know, says is not so: only what it comes to
        // counts.
        lastChange = number("select coalesce(max(id), 0) from segment_change");
    }

    private void applyForSure(Node node, List<Told> batch) throws SQLException {
        try {
            apply(node, batch);
            node.connection().commit();
        } catch (SQLException e) {
            node.connection().rollback();
            if (!DEADLOCK.equals(e.getSQLState())) {
                throw e;
            }
            applyForSure(node, batch);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void betweenBatches() throws SQLException {
        now = now.plusSeconds(random.nextInt(4));
        if (random.nextInt(3) == 0) {
            sweep();
        }
        if (random.nextInt(8) == 0) {
            publish(List.of("a", "b", "c", "d").get(random.nextInt(4)));
        }
        if (random.nextInt(20) == 0) {
            pauseAndResume();
        }
    }

    private void sweep() throws SQLException {
        Node node = anyNode();
        int most = 0;
        while (new Sweep(node.connection(), node.segments()).step(now.plus(fault.sweptAhead()), 1 + random.nextInt(3))
                > 0) {
            node.connection().commit();
            if (++most > 1000) {
                throw new AssertionError("seed " + seed + ": always due");
            }
        }
        node.connection().commit();
        check(true);
    }

    private void publish(String key) throws SQLException {
        List<String> others = new ArrayList<>(List.of("a", "b", "c", "d"));
        Set<String> live = live().keySet();
        others.removeIf(other -> other.compareTo(key) >= 0 || !live.contains(other));
        JsonNode definition = definitions.definition(key, others);
        int version = new Definitions(connection)
                .publish(fault.published().apply(definition), "ada")
                .version();
        meant.put(key + ' ' + version, definition);
        connection.commit();
        pass();
    }

    private void pauseAndResume() throws SQLException {
        for (String key : live().keySet()) {
            JsonNode definition = meant(live().get(key));
            new Definitions(connection).pause(key);
            meant.put(key + ' ' + new Definitions(connection).resume(key, "ada").version(), definition);
            connection.commit();
        }
        pass();
    }

    private void pass() throws SQLException {
        Node node = anyNode();
        while (new Passing(node.connection(), node.segments()).step(1 + random.nextInt(3), now, Micros.of(now))) {
            node.connection().commit();
            checkChanges();
        }
        node.connection().commit();
        check(false);
    }

    private Map<String, Version> live() throws SQLException {
        DefinitionRows rows = new DefinitionRows(connection);
        Map<String, Version> live = new TreeMap<>();
        Map<String, Optional<Integer>> serving = new HashMap<>();
        rows.segments().forEach(segment -> serving.put(segment.key(), segment.live()));
        rows.current().forEach(version -> {
            if (serving.get(version.key()).equals(Optional.of(version.id()))) {
                live.put(version.key(), version);
            }
        });
        return live;
    }

    // ---- what must be

    private void check(boolean swept) throws SQLException {
        checkChanges();
        Map<String, Version> live = live();
        checkHistory(live);
        Map<ProfileId, List<Told>> timelines = timelines();
        Map<ProfileId, Instant> told = new StoredMemberships(connection).told();
        for (var timeline : timelines.entrySet()) {
            ProfileId profile = timeline.getKey();
            Map<String, PlainOracle> plain = oracles(live, timeline.getValue());
            if (!told.containsKey(profile)) {
                continue;
            }
            Instant at = swept ? now : told.get(profile);
            Set<String> expected = new TreeSet<>();
            for (Version version : live.values()) {
                comparisons++;
                if (plain.get(version.key()).isMember(where(version, live), at)) {
                    expected.add(version.key());
                }
            }
            assertThat(members(profile, live))
                    .as(() -> "seed " + seed + " profile " + profile + " at " + at + " of " + live + " over "
                            + timeline.getValue())
                    .isEqualTo(expected);
        }
        for (ProfileId gone : told.keySet()) {
            if (!timelines.containsKey(gone)) {
                assertThat(members(gone, live)).as("seed %d", seed).isEmpty();
            }
        }
        connection.commit();
    }

    private Map<ProfileId, List<Told>> timelines() {
        return ToldEvents.byId(new Oracle(List.copyOf(known.values())).timelines());
    }

    /** Each change that was told since the last look, as it is now known. */
    private void checkChanges() throws SQLException {
        if (number("select count(*) from segment_change where id > " + lastChange) == 0) {
            return;
        }
        Map<String, Version> live = live();
        Map<ProfileId, Map<String, PlainOracle>> oracles = new HashMap<>();
        timelines().forEach((profile, own) -> oracles.put(profile, oracles(live, own)));
        try (PreparedStatement select = connection.prepareStatement(
                "select * from segment_change where id > ? and cause in ('event', 'time', 'merge') order by id")) {
            select.setLong(1, lastChange);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                lastChange = row.getLong("id");
                ProfileId profile = new ProfileId(row.getObject("profile_id", UUID.class));
                Version version = live.get(row.getString("key"));
                if (version == null
                        || version.version().version() != row.getInt("version")
                        || !oracles.containsKey(profile)) {
                    continue;
                }
                PlainOracle plain = oracles.get(profile).get(version.key());
                Instant at = Columns.time(row, "at");
                boolean entered = row.getBoolean("entered");
                String what = "seed " + seed + " " + profile + " " + version + " at " + at;
                assertThat(plain.isMember(where(version, live), at)).as(what).isEqualTo(entered);
                if (!row.getBoolean("late")) {
                    boolean happened = row.getString("cause").equals("time")
                            || timelines().get(profile).stream()
                                    .anyMatch(told -> told.stamp().time().equals(at));
                    assertThat(happened).as("something happens then, " + what).isTrue();
                    assertThat(plain.isMember(where(version, live), at.minusNanos(1_000)))
                            .as("just before, " + what)
                            .isEqualTo(!entered);
                }
            }
        }
    }

    /** Who entered or left, one after the other, is who is in, since then; nobody enters twice, or leaves without. */
    private void checkHistory(Map<String, Version> live) throws SQLException {
        Map<String, Instant> in = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select * from segment_change order by id")) {
            while (row.next()) {
                String who = row.getString("profile_id") + ' ' + row.getString("key");
                boolean entered = row.getBoolean("entered");
                assertThat(in.containsKey(who))
                        .as(() -> "seed " + seed + " told twice: " + who)
                        .isEqualTo(!entered);
                if (entered) {
                    in.put(who, row.getString("cause").equals("edit") ? BEGIN_OF_A_VERSION : Columns.time(row, "at"));
                } else {
                    in.remove(who);
                }
            }
        }
        Map<String, Instant> members = new TreeMap<>();
        for (Version version : live.values()) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "select profile_id, since from segment_member where version_id = " + version.id())) {
                while (row.next()) {
                    members.put(row.getString("profile_id") + ' ' + version.key(), Columns.time(row, "since"));
                }
            }
        }
        in.forEach((who, since) ->
                members.computeIfPresent(who, (same, true_) -> since.equals(BEGIN_OF_A_VERSION) ? since : true_));
        assertThat(in).as("seed %d, what was told, folded", seed).isEqualTo(members);
    }

    private Set<String> members(ProfileId profile, Map<String, Version> live) throws SQLException {
        Set<String> members = new TreeSet<>();
        for (Version version : live.values()) {
            if (number("select count(*) from segment_member where profile_id = '" + profile + "' and version_id = "
                            + version.id())
                    == 1) {
                members.add(version.key());
            }
        }
        return members;
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    // ---- the plain way

    private JsonNode meant(Version version) {
        return meant.get(version.key() + ' ' + version.version().version());
    }

    private JsonNode where(Version version, Map<String, Version> live) {
        return inlined(meant(version).get("where").deepCopy(), live);
    }

    /** A segment means what its definition does. */
    private JsonNode inlined(JsonNode node, Map<String, Version> live) {
        if (node.has("segment")) {
            return where(live.get(node.get("segment").asText()), live);
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(property -> property.setValue(inlined(property.getValue(), live)));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, inlined(array.get(i), live));
            }
        }
        return node;
    }

    /** By segment, in the order of their keys, in which they refer to each other. */
    private Map<String, PlainOracle> oracles(Map<String, Version> live, List<Told> own) {
        List<Happening> happenings = new ArrayList<>(StoredMemberships.happenings(own));
        Set<Instant> instants =
                own.stream().map(told -> told.stamp().time()).collect(Collectors.toCollection(TreeSet::new));
        facts(own, instants, happenings);
        Map<String, PlainOracle> oracles = new TreeMap<>();
        live.forEach((key, version) -> {
            JsonNode definition = meant(version);
            oracles.put(
                    key,
                    new PlainOracle(
                            happenings,
                            ZoneId.of(definition.get("timezone").asText()),
                            Map.of("order.completed/total", "number", "order.completed/total/money", "yes")));
        });
        return oracles;
    }

    /** What the profile's traits and consents were after each instant: those of a profile with no later events. */
    private static void facts(List<Told> own, Set<Instant> instants, List<Happening> happenings) {
        Name name = Name.customer("whoever");
        int number = 0;
        for (Instant at : instants) {
            List<Told> until = own.stream()
                    .filter(told -> !told.stamp().time().isAfter(at))
                    .map(told -> new Told(
                            told.form(), told.stamp(), told.type(), name, List.of(), told.subject(), told.data()))
                    .toList();
            Map<String, String> traits = new Oracle(until).profiles().get(name);
            FactsOfAnInstant facts = new FactsOfAnInstant(traits);
            for (Map.Entry<String, JsonNode> fact : facts.all().entrySet()) {
                happenings.add(new Happening(at, "fact", "f" + number++, "fact:" + fact.getKey(), fact.getValue()));
            }
        }
    }
}
