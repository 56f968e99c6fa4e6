package crm.profile.store;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toCollection;

import crm.ingest.entity.Event;
import crm.ingest.entity.Payload;
import crm.ingest.entity.Stamp;
import crm.platform.service.Columns;
import crm.privacy.service.Keyring;
import crm.privacy.service.Seals;
import crm.profile.entity.ProfileId;
import crm.profile.fold.Links.Stretch;
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
            select k.profile_id, instant(k.at), k.source, k.id, k.type, k.subject, k.linkable, k.backfill, k.data::json
              from unnest(?::uuid[], ?::int8[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bool[], ?::bool[],
                          ?::text[])
                   as k (profile_id, at, source, id, type, subject, linkable, backfill, data)""";
    private static final String COLUMNS =
            "e.profile_id, e.at, e.source, e.id, e.type, e.subject, e.linkable, e.backfill, e.data::text ";
    private static final String MISPLACED = """
             from unnest(?::text[], ?::timestamptz[], ?::timestamptz[], ?::uuid[]) as k (subject, from_at, to_at, owner)
             join event e on e.linkable and e.subject = k.subject and e.at >= k.from_at and e.at < k.to_at
            where e.profile_id <> k.owner""";
    private static final String LOSERS = "select distinct e.profile_id" + MISPLACED;
    private static final String GAINED =
            "select k.owner as profile_id, e.at, e.source, e.id, e.type, e.subject, e.linkable, e.backfill, e.data::text"
                    + MISPLACED;
    private static final String OF_PROFILES = "select " + COLUMNS + " from event e where e.profile_id = any (?)";
    private static final String WANTED = "select " + COLUMNS + """
                     from unnest(?::uuid[], ?::text[], ?::timestamptz[]) as k (profile_id, type, from_at)
                    join event e on e.profile_id = k.profile_id and e.at >= k.from_at and (k.type = '' or e.type = k.type)""";
    private static final String AT = "select " + COLUMNS + """
                     from unnest(?::uuid[], ?::timestamptz[], ?::text[], ?::text[]) as k (profile_id, at, source, id)
                    join event e using (profile_id, at, source, id)""";
    private static final String MOVE = """
            update event e set profile_id = k.owner
              from unnest(?::text[], ?::timestamptz[], ?::timestamptz[], ?::uuid[]) as k (subject, from_at, to_at, owner)
             where e.linkable and e.subject = k.subject and e.at >= k.from_at and e.at < k.to_at
               and e.profile_id <> k.owner""";
    /** How many events are in memory at once when many are read. */
    public static final int PORTION = 500;

    private final Connection connection;
    private final BiFunction<String, String, Payload> payloads;
    private final Seals seals;
    private final int portion;

    public EventRows(Connection connection, BiFunction<String, String, Payload> payloads, Seals seals) {
        this(connection, payloads, seals, PORTION);
    }

    /**
     * @param payloads reads the payload of a type from its data
     * @param portion how many events are in memory at a time
     */
    public EventRows(Connection connection, BiFunction<String, String, Payload> payloads, Seals seals, int portion) {
        this.connection = connection;
        this.payloads = payloads;
        this.seals = seals;
        this.portion = portion;
    }

    /** An event and the profile it belongs to. */
    public record Owned(ProfileId owner, Event event) {}

    /** Takes events portion by portion, so that however many there are, few are in memory. */
    @FunctionalInterface
    public interface Portions {
        void take(List<Owned> portion) throws SQLException;
    }

    /** Stores new events, what is personal in them sealed for whom they speak of. */
    public void insert(List<Owned> owned) throws SQLException {
        List<StoredEvent> events = sealed(owned);
        events.sort(comparing(StoredEvent::owner)); // so that the index is written from left to right
        try (Columns insert = new Columns(connection, INSERT)
                .uuids(events, ProfileIds.of(StoredEvent::owner))
                .instants(events, row -> row.stamp().time())
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
        return drafts.stream().map(draft -> draft.sealed(keys)).collect(toCollection(ArrayList::new));
    }

    /** Who has events that belong to others, as these stretches say. */
    public Set<ProfileId> losers(Collection<Stretch> stretches) throws SQLException {
        Set<ProfileId> losers = new TreeSet<>();
        try (Columns select = bind(LOSERS, stretches)) {
            ResultSet row = select.query();
            while (row.next()) {
                losers.add(ProfileIds.read(row, "profile_id"));
            }
        }
        return losers;
    }

    /** The events that others have, under whom they belong to. */
    public void gained(Collection<Stretch> stretches, Portions portions) throws SQLException {
        try (Columns select = bind(GAINED, stretches)) {
            readInPortions(select, portions);
        }
    }

    /** Gives events to those whom they belong to. */
    public void move(Collection<Stretch> stretches) throws SQLException {
        try (Columns move = bind(MOVE, stretches)) {
            move.update();
        }
    }

    private Columns bind(String sql, Collection<Stretch> stretches) throws SQLException {
        return new Columns(connection, sql)
                .texts(stretches, stretch -> stretch.visitor().toString())
                .texts(stretches, stretch -> bound(stretch.from()))
                .texts(stretches, stretch -> bound(stretch.to()))
                .uuids(stretches, ProfileIds.of(Stretch::owner));
    }

    private static String bound(Instant time) {
        if (time.equals(Instant.MIN)) {
            return "-infinity";
        }
        return time.equals(Instant.MAX) ? "infinity" : time.toString();
    }

    /** All events of profiles. */
    public void ofProfiles(Collection<ProfileId> profiles, Portions portions) throws SQLException {
        try (Columns select = new Columns(connection, OF_PROFILES).uuids(profiles, ProfileId::value)) {
            readInPortions(select, portions);
        }
    }

    /**
     * Events of a profile that somebody wants to see.
     *
     * @param type empty for all
     * @param from {@link Instant#MIN} for all
     */
    public record Wanted(ProfileId profile, String type, Instant from) {}

    /** Events as wanted, in any order; one twice that is wanted twice. */
    public void wanted(Collection<Wanted> wanted, Portions portions) throws SQLException {
        try (Columns select = new Columns(connection, WANTED)
                .uuids(wanted, ProfileIds.of(Wanted::profile))
                .texts(wanted, Wanted::type)
                .texts(wanted, one -> bound(one.from()))) {
            readInPortions(select, portions);
        }
    }

    private void readInPortions(Columns select, Portions portions) throws SQLException {
        ResultSet row = select.query(portion);
        List<StoredEvent> read = new ArrayList<>();
        while (row.next()) {
            read.add(StoredEvent.read(row));
            if (read.size() == portion) {
                portions.take(opened(read));
                read.clear();
            }
        }
        portions.take(opened(read));
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
        return opened(stored);
    }

    private List<Owned> opened(List<StoredEvent> stored) throws SQLException {
        Set<UUID> people = new TreeSet<>();
        stored.stream()
                .filter(StoredEvent::isSealed)
                .forEach(event -> people.add(event.subject().person()));
        Keyring keys = seals.toOpen(connection, people);
        return stored.stream().map(event -> event.opened(keys, payloads)).toList();
    }
}
