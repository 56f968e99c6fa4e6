package crm.profile.store;

import crm.platform.service.Columns;
import crm.profile.entity.ProfileId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What lists of customers are sorted and filtered by, in tables of their own that follow the profiles: those have no index
 * but the key, so that events stay cheap. A trigger leaves the ids of the profiles that a statement changes; whoever takes them
 * reads the profiles afterwards, so no change is lost, however the transactions lie.
 */
public final class FigureRows {

    private static final String ALONE = "select pg_try_advisory_xact_lock(hashtext('customer_figures'))";
    private static final String TAKE = """
            delete from changed_customers
             where ctid = any (array(
                   select ctid from (select ctid, sum(profiles) over (rows unbounded preceding) - profiles as before
                                       from changed_customers) c
                    where before < ?)) returning profile_ids""";
    private static final String FIGURES = """
            with figures as materialized (
                select p.id, p.orders, p.first_seen_at, p.last_seen_at, c.item as channel
                  from profile p
                  join person s on s.profile_id = p.id and s.known
                  left join lateral (select t.item from profile_tally t
                                      where t.profile_id = p.id and t.kind = 'channel' and t.n > 0
                                      order by t.n desc, t.item limit 1) c on true
                 where p.id = any (?) and p.first_seen_at is not null and p.last_seen_at is not null),
            written as (
                insert into customer_figures as f (profile_id, orders, first_seen_at, last_seen_at, channel)
                select * from figures order by id
                    on conflict (profile_id) do update
                   set orders = excluded.orders, first_seen_at = excluded.first_seen_at,
                       last_seen_at = excluded.last_seen_at, channel = excluded.channel
                 where (f.orders, f.first_seen_at, f.last_seen_at, f.channel)
                       is distinct from (excluded.orders, excluded.first_seen_at, excluded.last_seen_at, excluded.channel))
            select id from figures""";
    private static final String SPEND = """
            insert into customer_spend as s (profile_id, currency, net)
            select m.profile_id, m.currency, m.net
              from profile_money m
             where m.profile_id = any (?) and (m.net <> 0 or m.gross <> 0 or m.orders <> 0)
             order by m.profile_id, m.currency
                on conflict (profile_id, currency) do update set net = excluded.net where s.net <> excluded.net""";
    private static final String SPENT_NOTHING = """
            delete from customer_spend s
             where s.profile_id = any (?)
               and not exists (select from profile_money m
                                where m.profile_id = s.profile_id and m.currency = s.currency
                                  and (m.net <> 0 or m.gross <> 0 or m.orders <> 0))""";
    private static final List<String> LEAVE = List.of(
            "delete from customer_figures where profile_id = any (?)",
            "delete from customer_spend where profile_id = any (?)");

    /** Whose scores may be others than were published; who buys for the first time is published again with the first ones. */
    private static final String SCORES = """
            insert into customer_rfm as r (profile_id, basis, thresholds, due_at)
            select k.id, coalesce(k.basis, 0), 0, '-infinity'
              from (select p.id, rfm_basis(p.id, p.orders, p.last_order_at) as basis
                      from profile p join person s on s.profile_id = p.id and s.known
                     where p.id = any (?)) k
             where k.basis is not null or exists (select from customer_rfm s where s.profile_id = k.id)
             order by k.id
                on conflict (profile_id) do update set basis = excluded.basis, due_at = excluded.due_at
             where r.basis <> excluded.basis""";

    private final Connection connection;

    public FigureRows(Connection connection) {
        this.connection = connection;
    }

    /**
     * Follows some of the profiles that have changed, alone in the whole installation.
     *
     * @param most changes, or a few more: those of one statement are taken together
     * @return how many changes were taken, 0 also while somebody else is at it
     */
    public int follow(int most) throws SQLException {
        if (!isAlone()) {
            return 0;
        }
        int changes = 0;
        Set<ProfileId> changed = new TreeSet<>();
        try (Columns take = new Columns(connection, TAKE).value(most)) {
            ResultSet row = take.query();
            while (row.next()) {
                for (UUID id : (UUID[]) row.getArray("profile_ids").getArray()) {
                    changed.add(new ProfileId(id));
                    changes++;
                }
            }
        }
        if (!changed.isEmpty()) {
            follow(changed);
        }
        return changes;
    }

    private boolean isAlone() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ALONE)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private void follow(Collection<ProfileId> changed) throws SQLException {
        Set<ProfileId> customers = figures(changed);
        update(SPEND, customers);
        update(SPENT_NOTHING, customers);
        update(SCORES, changed);
        Set<ProfileId> others = new TreeSet<>(changed);
        others.removeAll(customers);
        for (String leave : LEAVE) {
            update(leave, others);
        }
    }

    /** Of those who are customers now. */
    private Set<ProfileId> figures(Collection<ProfileId> changed) throws SQLException {
        Set<ProfileId> customers = new TreeSet<>();
        try (Columns statement = new Columns(connection, FIGURES).uuids(changed, ProfileId::value)) {
            ResultSet row = statement.query();
            while (row.next()) {
                customers.add(ProfileIds.read(row, "id"));
            }
        }
        return customers;
    }

    private void update(String sql, Collection<ProfileId> ids) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (Columns statement = new Columns(connection, sql).uuids(ids, ProfileId::value)) {
            statement.update();
        }
    }
}
