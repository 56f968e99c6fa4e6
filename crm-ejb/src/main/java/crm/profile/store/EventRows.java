package crm.profile.store;

import crm.ingest.entity.Event;
import crm.ingest.entity.Payload;
import crm.ingest.entity.Stamp;
import crm.platform.service.Columns;
import crm.privacy.service.Keyring;
import crm.privacy.service.Seals;
import crm.profile.entity.ProfileId;
import crm.profile.fold.Links.Period;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;

/** The timeline: every event, under the profile it belongs to now. */
public final class EventRows {

    private static final String INSERT = """
            insert into event (profile_id, at, source, id, type, subject, linkable, backfill, data)
            select k.profile_id, k.at, k.source, k.id, k.type, k.subject, k.linkable, k.backfill, k.data::json
              from unnest(?::uuid[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bool[], ?::bool[],
                          ?::text[])
                   as k (profile_id, at, source, id, type, subject, linkable, backfill, data)""";
    private static final String COLUMNS =
            "e.profile_id, e.at, e.source, e.id, e.type, e.subject, e.linkable, e.backfill, e.data::text ";
    private static final String IN_PERIODS = "select distinct on (e.source, e.id) " + COLUMNS + """
             from unnest(?::text[], ?::timestamptz[], ?::timestamptz[]) as k (subject, from_at, to_at)
             join event e on e.linkable and e.subject = k.subject and e.at >= k.from_at and e.at < k.to_at""";
    private static final String OF_PROFILES = "select " + COLUMNS + " from event e where e.profile_id = any (?)";
    private static final String AT = "select " + COLUMNS + """
                     from unnest(?::uuid[], ?::timestamptz[], ?::text[], ?::text[]) as k (profile_id, at, source, id)
                    join event e using (profile_id, at, source, id)""";
    private static final String MOVE = """
            update event e set profile_id = k.owner
              from unnest(?::uuid[], ?::timestamptz[], ?::text[], ?::text[], ?::uuid[])
                   as k (profile_id, at, source, id, owner)
             where e.profile_id = k.profile_id and e.at = k.at and e.source = k.source and e.id = k.id""";

    private final Connection connection;
    private final BiFunction<String, String, Payload> payloads;
    private final Seals seals;

    /** @param payloads reads the payload of a type from its data */
    public EventRows(Connection connection, BiFunction<String, String, Payload> payloads, Seals seals) {
        this.connection = connection;
        this.payloads = payloads;
        this.seals = seals;
    }

    /** An event and the profile it belongs to. */
    public record Owned(ProfileId owner, Event event) {}

    /** An event and where it goes. */
    public record Move(Owned from, ProfileId to) {}

    /** Stores new events, what is personal in them sealed for whom they speak of. */
    public void insert(List<Owned> owned) throws SQLException {
        List<StoredEvent> events = sealed(owned);
        try (Columns insert = new Columns(connection, INSERT)
                .uuids(events, ProfileIds.of(StoredEvent::owner))
                .times(events, row -> row.stamp().time())
                .texts(events, row -> row.stamp().source())
                .texts(events, row -> row.stamp().id())
                .texts(events, StoredEvent::type)
                .texts(events, row -> row.subject().text())
                .flags(events, StoredEvent::linkable)
                .flags(events, StoredEvent::backfill)
                .texts(events, StoredEvent::data)) {
            insert.update();
        }
    }

    private List<StoredEvent> sealed(List<Owned> events) throws SQLException {
        List<StoredEvent.Draft> drafts =
                events.stream().map(StoredEvent.Draft::of).toList();
        Keyring keys = seals.toSeal(connection, StoredEvent.Draft.people(drafts));
        return drafts.stream().map(draft -> draft.sealed(keys)).toList();
    }

    /** What visitors did in these periods, each event once. */
    public List<Owned> inPeriods(Collection<Period> periods) throws SQLException {
        try (Columns select = new Columns(connection, IN_PERIODS)
                .texts(periods, period -> period.visitor().toString())
                .texts(periods, period -> bound(period.from()))
                .texts(periods, period -> bound(period.to()))) {
            return read(select);
        }
    }

    private static String bound(Instant time) {
        if (time.equals(Instant.MIN)) {
            return "-infinity";
        }
        return time.equals(Instant.MAX) ? "infinity" : time.toString();
    }

    /** All events of profiles. */
    public List<Owned> ofProfiles(Collection<ProfileId> profiles) throws SQLException {
        try (Columns select = new Columns(connection, OF_PROFILES).uuids(profiles, ProfileId::value)) {
            return read(select);
        }
    }

    /** One event's place. */
    public record Place(ProfileId profile, Stamp stamp) {}

    /** The events at these places. */
    public List<Owned> at(Collection<Place> places) throws SQLException {
        try (Columns select = new Columns(connection, AT)
                .uuids(places, ProfileIds.of(Place::profile))
                .times(places, place -> place.stamp().time())
                .texts(places, place -> place.stamp().source())
                .texts(places, place -> place.stamp().id())) {
            return read(select);
        }
    }

    private List<Owned> read(Columns select) throws SQLException {
        List<StoredEvent> stored = new ArrayList<>();
        ResultSet row = select.query();
        while (row.next()) {
            stored.add(StoredEvent.read(row));
        }
        Set<UUID> people = new TreeSet<>();
        stored.stream()
                .filter(StoredEvent::isSealed)
                .forEach(event -> people.add(event.subject().person()));
        Keyring keys = seals.toOpen(connection, people);
        return stored.stream().map(event -> event.opened(keys, payloads)).toList();
    }

    /** Gives events to their new owners. */
    public void move(List<Move> moves) throws SQLException {
        try (Columns move = new Columns(connection, MOVE)
                .uuids(moves, ProfileIds.of(row -> row.from().owner()))
                .times(moves, row -> row.from().event().stamp().time())
                .texts(moves, row -> row.from().event().stamp().source())
                .texts(moves, row -> row.from().event().stamp().id())
                .uuids(moves, ProfileIds.of(Move::to))) {
            move.update();
        }
    }
}
