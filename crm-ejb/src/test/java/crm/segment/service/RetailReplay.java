package crm.segment.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.condition.evaluation.Evaluation;
import crm.condition.evaluation.Micros;
import crm.condition.language.Definition;
import crm.dev.oracle.Name;
import crm.dev.oracle.Stamp;
import crm.dev.oracle.Told;
import crm.dev.retail.OnlineRetail;
import crm.dev.retail.RetailEvent;
import crm.dev.retail.RetailFile;
import crm.platform.service.Columns;
import crm.platform.service.Deadline;
import crm.privacy.service.TestKeys;
import crm.profile.service.RfmPublishing;
import crm.profile.service.TestDatabase;
import crm.profile.service.ToldEvents;
import crm.profile.store.FigureRows;
import crm.segment.entity.SegmentMember;
import crm.segment.service.RetailBooks.Change;
import crm.segment.service.Survey.Scope;
import crm.segment.store.MembershipReads;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A shop's history in the product, by a clock that goes six hours at a time: what has happened in them comes in, and then is swept
 * what is due.
 */
final class RetailReplay implements AutoCloseable {

    static final Duration TICK = Duration.ofHours(6);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PORTION = 500;
    private static final int ALL = 100_000;

    private final MembershipFault fault;
    private final Connection connection;
    private final Segments segments;
    private final List<RetailEvent> events = new ArrayList<>();
    private int next;
    private Instant now;

    RetailReplay(RetailFile file, Instant begin, MembershipFault fault) throws SQLException {
        this.fault = fault;
        this.now = begin;
        OnlineRetail.forEachEvent(file, events::add);
        events.sort(Comparator.comparing(RetailEvent::time));
        connection = TestDatabase.dataSource().getConnection();
        ToldEvents.clear(connection);
        SegmentTables.clear(connection);
        fault.make(connection);
        connection.setAutoCommit(false);
        segments = new Segments(
                new DefinitionsInForce(), ToldEvents.PAYLOADS, TestKeys.seals(), "profiling"::equals, () -> now);
        for (RetailSegment segment : RetailSegment.ALL) {
            new Definitions(connection).publish(fault.published().apply(segment.definition()), "ada");
        }
        pass();
    }

    /** Lets time pass. */
    void until(Instant instant) throws SQLException {
        while (now.isBefore(instant)) {
            now = now.plus(TICK).isBefore(instant) ? now.plus(TICK) : instant;
            receive();
            while (new Sweep(connection, segments).step(now, PORTION) > 0) {
                connection.commit();
            }
            connection.commit();
        }
    }

    private void receive() throws SQLException {
        List<Told> batch = new ArrayList<>();
        while (next < events.size() && !events.get(next).time().isAfter(now)) {
            batch.add(told(events.get(next++)));
        }
        if (!batch.isEmpty()) {
            ToldEvents.apply(connection, batch, fault.observed().apply(segments));
            connection.commit();
        }
    }

    private static Told told(RetailEvent event) {
        return new Told(
                Told.Form.STRUCTURED,
                new Stamp(event.time(), RetailEvent.SOURCE, event.id()),
                event.type(),
                Name.customer(event.key()),
                List.of(),
                event.customer(),
                JSON.<ObjectNode>valueToTree(event.data()));
    }

    /** Makes scores by how customers stand now; says whether it was time to. */
    boolean score() throws SQLException {
        while (new FigureRows(connection).follow(PORTION) > 0) {
            connection.commit();
        }
        boolean made = new RfmMaking(connection, () -> now).step();
        connection.commit();
        pass();
        while (new RfmPublishing(connection).step(now, PORTION) > 0) {
            connection.commit();
        }
        connection.commit();
        return made;
    }

    private void pass() throws SQLException {
        while (new Passing(connection, segments).step(PORTION, now, Micros.of(now))) {
            connection.commit();
        }
        connection.commit();
    }

    /** Who is in it now, as it is kept. */
    Set<UUID> members(RetailSegment segment) throws SQLException {
        return ids(new MembershipReads(connection).members(segment.key(), Survey.FIRST, ALL));
    }

    /** Who was in it, as somebody asks who knows all that came since. */
    Set<UUID> membersThen(RetailSegment segment, Instant at) throws SQLException {
        Set<UUID> members = ids(new MembersThen(snapshot(), segment.key(), at).page(Survey.FIRST, ALL));
        connection.rollback();
        return members;
    }

    private static Set<UUID> ids(List<SegmentMember> members) {
        return members.stream().map(SegmentMember::profileId).collect(Collectors.toSet());
    }

    /** As {@link #membersThen}, of all segments and at several instants, in one look at everybody: by key and instant. */
    Map<String, Map<Instant, Set<UUID>>> membersThen(List<Instant> instants) throws SQLException {
        Map<String, Map<Instant, Set<UUID>>> members = new TreeMap<>();
        DefinitionsThen then = new DefinitionsThen(snapshot().definitions(), now);
        Map<String, Definition> definitions = new TreeMap<>();
        for (RetailSegment segment : RetailSegment.ALL) {
            definitions.put(segment.key(), then.read(then.version(segment.key()).orElseThrow()));
            members.put(segment.key(), new TreeMap<>());
            instants.forEach(at -> members.get(segment.key()).put(at, new HashSet<>()));
        }
        InForce asked = then.with(definitions);
        Scope scope = new Scope(
                Kept.Closure.of(definitions.keySet().stream()
                        .map(key -> asked.set().find(key).orElseThrow())
                        .toList()),
                Micros.ALWAYS,
                now);
        snapshot().survey(asked).all(scope, Survey.FIRST, (profile, about) -> {
            members.forEach((key, byInstant) -> byInstant.forEach((at, in) -> {
                if (is(about, asked, key, at)) {
                    in.add(profile.value());
                }
            }));
            return true;
        });
        connection.rollback();
        return members;
    }

    private static boolean is(Evaluation about, InForce asked, String key, Instant at) {
        return about.evaluate(asked.set().find(key).orElseThrow(), Micros.of(at))
                .member();
    }

    private Snapshot snapshot() {
        return new Snapshot(
                connection,
                Deadline.in(Duration.ofMinutes(5)),
                (set, evaluation) ->
                        new Histories(connection, ToldEvents.PAYLOADS, TestKeys.seals(), set, "profiling"::equals));
    }

    /** All that was told of it, in order. */
    List<Change> changes(RetailSegment segment) throws SQLException {
        List<Change> changes = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select profile_id, at, entered, cause from segment_change where key = ? order by id")) {
            select.setString(1, segment.key());
            ResultSet row = select.executeQuery();
            while (row.next()) {
                changes.add(new Change(
                        row.getObject(1, UUID.class),
                        Columns.time(row, "at"),
                        row.getBoolean(3),
                        row.getString(4).equals("time")));
            }
        }
        return changes;
    }

    /** The longest from an instant at which something is true until it was told. */
    Duration slowest() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "select extract(epoch from max(observed_at - at)) from segment_change where key <> ?");
                ResultSet row = query(select, RetailSegment.RFM)) {
            row.next();
            return Duration.ofMillis(row.getBigDecimal(1).movePointRight(3).longValue());
        }
    }

    private static ResultSet query(PreparedStatement select, String key) throws SQLException {
        select.setString(1, key);
        return select.executeQuery();
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
        fault.unmake(connection);
        ToldEvents.clear(connection);
        SegmentTables.clear(connection);
        connection.close();
    }
}
