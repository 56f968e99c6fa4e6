package crm.profile.store;

import crm.ingest.entity.Identity;
import crm.platform.service.Columns;
import crm.profile.entity.ProfileId;
import crm.profile.fold.ProfileDelta;
import crm.profile.store.SumRows.Distinct;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** The rows that lock profiles and hold the traits that are sums. */
public final class ProfileRows {

    private static final String LOCK = "select id from profile where id = any (?) order by id for no key update";
    private static final String LOCK_ONE = "select version, merged_into from profile where id = ? for no key update";
    private static final String SURVIVOR = """
            with recursive chain (id, merged_into) as (
                select id, merged_into from profile where id = ?
                union all
                select p.id, p.merged_into from chain c join profile p on p.id = c.merged_into)
            select id from chain where merged_into is null""";
    private static final String CREATE = """
            insert into profile (id) select k.id from unnest(?::uuid[]) as k (id) order by k.id
            on conflict do nothing returning id""";
    private static final String ADD = """
            update profile p
               set version = p.version + 1,
                   events = p.events + d.events,
                   orders = p.orders + d.orders,
                   items = p.items + d.items,
                   products = p.products + d.products,
                   refunds = p.refunds + d.refunds,
                   interactions = p.interactions + d.interactions,
                   consultations = p.consultations + d.consultations,
                   transactions = p.transactions + d.transactions,
                   first_order_at = least(p.first_order_at, d.first_order_at),
                   last_order_at = greatest(p.last_order_at, d.last_order_at),
                   first_seen_at = least(p.first_seen_at, d.first_seen_at),
                   last_seen_at = greatest(p.last_seen_at, d.last_seen_at)
              from unnest(?::uuid[], ?::int8[], ?::int8[], ?::numeric[], ?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::int8[],
                          ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[])
                   as d (id, events, orders, items, products, refunds, interactions, consultations, transactions,
                         first_order_at, last_order_at, first_seen_at, last_seen_at)
             where p.id = d.id""";
    private static final String READ_ORDER_TIMES = """
            update profile p
               set first_order_at = o.first_at, last_order_at = o.last_at
              from (select k.id, min(c.at) as first_at, max(c.at) as last_at
                      from unnest(?::uuid[]) as k (id)
                      left join customer_order c on c.profile_id = k.id and not c.cancelled
                     group by k.id) o
             where p.id = o.id""";
    private static final String RESET = """
            update profile
               set version = version + 1, events = 0, orders = 0, items = 0, products = 0, refunds = 0, interactions = 0,
                   consultations = 0, transactions = 0, first_order_at = null, last_order_at = null,
                   first_seen_at = null, last_seen_at = null
             where id = any (?)""";
    private static final List<String> FORGET = List.of(
            "delete from profile_money where profile_id = any (?)",
            "delete from profile_tally where profile_id = any (?)",
            "update person set attributes = '{}', consents = '{}' where profile_id = any (?)",
            // What links and the customer id say stays said, wherever events go.
            "delete from identity i where i.profile_id = any (?) and i.namespace <> '" + Identity.CUSTOMER_ID
                    + "' and not exists (select from identity_link l where l.namespace = i.namespace"
                    + " and l.value = i.value and l.profile_id = i.profile_id)");
    private static final String MERGE = """
            update profile p set merged_into = k.survivor, version = p.version + 1
              from unnest(?::uuid[], ?::uuid[]) as k (id, survivor) where p.id = k.id""";

    // What was written of a visitor follows the visitor.
    private static final String MOVE_NOTES = """
            update customer_note n set profile_id = k.survivor
              from unnest(?::uuid[], ?::uuid[]) as k (id, survivor) where n.person = k.id""";
    private static final String FORGET_PERSONS = """
            with gone as (delete from person where profile_id = any (?) returning known)
            select count(*) filter (where known) from gone""";

    private final Connection connection;

    public ProfileRows(Connection connection) {
        this.connection = connection;
    }

    /** A profile that nobody else changes until the transaction ends. */
    public record Locked(long version, Optional<ProfileId> mergedInto) {}

    /** Locks one profile, if it is there. */
    public Optional<Locked> lock(ProfileId id) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK_ONE)) {
            lock.setObject(1, id.value());
            ResultSet row = lock.executeQuery();
            return row.next()
                    ? Optional.of(new Locked(
                            row.getLong("version"),
                            Optional.ofNullable(row.getObject("merged_into", UUID.class))
                                    .map(ProfileId::new)))
                    : Optional.empty();
        }
    }

    /** A profile that answers for itself and those merged into it, and that nobody else changes. */
    public record Survivor(ProfileId id, long version) {}

    /**
     * Locks the profile that answers for an id, if there is one, and no other: who held that of a visitor while waiting for
     * that of the customer would lock out of order.
     */
    public Optional<Survivor> lockSurvivor(ProfileId id) throws SQLException {
        Optional<ProfileId> survivor = survivor(id);
        while (survivor.isPresent()) {
            ProfileId profile = survivor.get();
            execute("savepoint survivor");
            Optional<Locked> locked = lock(profile);
            if (locked.filter(one -> one.mergedInto().isEmpty()).isPresent()) {
                execute("release savepoint survivor");
                return locked.map(one -> new Survivor(profile, one.version()));
            }
            execute("rollback to savepoint survivor"); // lets the lock go: it was merged meanwhile
            execute("release savepoint survivor");
            survivor = survivor(id);
        }
        return Optional.empty();
    }

    private Optional<ProfileId> survivor(ProfileId id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SURVIVOR)) {
            select.setObject(1, id.value());
            ResultSet row = select.executeQuery();
            return row.next() ? Optional.of(ProfileIds.read(row, "id")) : Optional.empty();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Locks profiles in the order of their ids, making those that are not there; says which were made. */
    public Set<ProfileId> lock(Collection<ProfileId> ids) throws SQLException {
        Set<ProfileId> missing = new TreeSet<>(ids);
        missing.removeAll(select(LOCK, missing));
        if (missing.isEmpty()) {
            return Set.of();
        }
        Set<ProfileId> made = select(CREATE, missing);
        missing.removeAll(made);
        if (!missing.isEmpty()) {
            select(LOCK, missing); // another worker was faster
        }
        return made;
    }

    private Set<ProfileId> select(String sql, Set<ProfileId> ids) throws SQLException {
        Set<ProfileId> found = new HashSet<>();
        try (Columns statement = new Columns(connection, sql).uuids(ids, ProfileId::value)) {
            ResultSet rows = statement.query();
            while (rows.next()) {
                found.add(ProfileIds.read(rows, "id"));
            }
        }
        return found;
    }

    /**
     * Adds deltas to the traits.
     *
     * @param distinct by how much the numbers of distinct products and conversations changed
     */
    public void add(NavigableMap<ProfileId, ProfileDelta> deltas, Map<ProfileId, Distinct> distinct)
            throws SQLException {
        Collection<Entry<ProfileId, ProfileDelta>> rows = deltas.entrySet();
        try (Columns add = new Columns(connection, ADD)
                .uuids(rows, ProfileIds.of(Entry::getKey))
                .longs(rows, row -> row.getValue().events())
                .longs(rows, row -> row.getValue().orders())
                .numbers(rows, row -> row.getValue().items())
                .longs(
                        rows,
                        row -> distinct.getOrDefault(row.getKey(), Distinct.NONE)
                                .products())
                .longs(rows, row -> row.getValue().refunds())
                .longs(rows, row -> row.getValue().interactions())
                .longs(
                        rows,
                        row -> distinct.getOrDefault(row.getKey(), Distinct.NONE)
                                .conversations())
                .longs(rows, row -> row.getValue().transactions())
                .times(rows, row -> row.getValue().firstOrder())
                .times(rows, row -> row.getValue().lastOrder())
                .times(rows, row -> row.getValue().firstSeen())
                .times(rows, row -> row.getValue().lastSeen())) {
            add.update();
        }
        List<ProfileId> stale = rows.stream()
                .filter(row -> row.getValue().orderTimesStale())
                .map(Entry::getKey)
                .toList();
        if (!stale.isEmpty()) {
            update(READ_ORDER_TIMES, stale);
        }
    }

    /** Sets profiles back to before their first event; their sums, attributes and shared identities go. */
    public void reset(Collection<ProfileId> ids) throws SQLException {
        update(RESET, ids);
        for (String forget : FORGET) {
            update(forget, ids);
        }
    }

    /** Lets a profile without events answer with another; says how many of them were in lists, and are no more. */
    public long merge(Map<ProfileId, ProfileId> survivors) throws SQLException {
        update(MERGE, survivors);
        update(MOVE_NOTES, survivors);
        return forgetPersons(survivors.keySet());
    }

    private void update(String sql, Map<ProfileId, ProfileId> survivors) throws SQLException {
        try (Columns statement = new Columns(connection, sql)
                .uuids(survivors.keySet(), ProfileId::value)
                .uuids(survivors.values(), ProfileId::value)) {
            statement.update();
        }
    }

    private long forgetPersons(Collection<ProfileId> ids) throws SQLException {
        try (Columns statement = new Columns(connection, FORGET_PERSONS).uuids(ids, ProfileId::value)) {
            ResultSet row = statement.query();
            row.next();
            return row.getLong(1);
        }
    }

    private void update(String sql, Collection<ProfileId> ids) throws SQLException {
        try (Columns statement = new Columns(connection, sql).uuids(ids, ProfileId::value)) {
            statement.update();
        }
    }
}
