package crm.segment.service;

import crm.ingest.entity.Identity;
import crm.platform.service.Columns;
import crm.profile.entity.ProfileId;
import crm.profile.service.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.postgresql.PGConnection;

/**
 * A file of Online Retail in tables of its own, as its rows are, and who was in which segment by plain SQL over them. What the product
 * gives are the ids of profiles, so that both can be compared.
 */
final class RetailBooks implements AutoCloseable {

    private static final String ROWS = """
            drop table if exists shop_row, shop_event, shop_line, shop_who, shop_base;
            create unlogged table shop_row (
                line bigint generated always as identity, invoice text collate "C", product text, description text,
                quantity integer, at timestamptz, price numeric, customer text, country text)""";
    private static final String COPY =
            "copy shop_row (invoice, product, description, quantity, at, price, customer, country)"
                    + " from stdin with (format csv, header true, null '')";

    /** An invoice is what its first row says, over all its rows. */
    private static final String BOOKS = """
            update shop_row set customer = split_part(customer, '.', 1) where customer like '%.%';
            create unlogged table shop_event as
            select distinct on (invoice) coalesce(customer, invoice) as who, customer is null as visitor, at, invoice,
                   (case when invoice like 'C%' then 'refund:' else 'order:' end || invoice) collate "C" as id,
                   invoice like 'C%' as refund, sum(quantity * price) over (partition by invoice) as amount
              from shop_row order by invoice, line;
            create unlogged table shop_line as
            select e.who, e.at, r.product from shop_event e join shop_row r using (invoice) where not e.refund;
            create unlogged table shop_who as
            select e.who, bool_and(e.visitor) as visitor, null::uuid as profile, least(min(e.at), min(r.at)) as first,
                   min(r.at) as registered
              from shop_event e
              left join (select distinct on (customer) customer, at from shop_row order by customer, line) r
                on r.customer = e.who
             group by e.who;
            create index on shop_event (who, at);
            create index on shop_line (who, at);
            create index on shop_who (who);
            """;

    /** How all who had bought stood when scores were made; mid-rank among them is what {@code shop_score} says. */
    private static final String SCORES = """
            create unlogged table shop_base (
                made timestamptz, measure text, value numeric, many bigint, upto bigint, n bigint);
            create index on shop_base (made, measure, value);
            create or replace function shop_score(which text, t timestamptz, v numeric) returns integer
            language sql stable as $$
                select least(5, 1 + 5 * (2 * coalesce(below.upto, 0) + coalesce(same.many, 0)) / (2 * everybody.n))
                  from (select coalesce((select max(made) from shop_base where made <= t),
                                        (select min(made) from shop_base)) as made) base
                  join lateral (select n from shop_base b where b.made = base.made and b.measure = which limit 1) everybody on true
                  left join lateral (select upto from shop_base b
                                      where b.made = base.made and b.measure = which and b.value < v
                                      order by b.value desc limit 1) below on true
                  left join shop_base same on same.made = base.made and same.measure = which and same.value = v
                $$;
            """;

    private static final String MADE = """
            with bought as (
                select -extract(epoch from ?::timestamptz - max(at) filter (where not refund)) as recency,
                       count(*) filter (where not refund) as orders, sum(amount) as net
                  from shop_event where not visitor and at <= ?::timestamptz
                 group by who having count(*) filter (where not refund) > 0),
            measured as (
                select 'recency' as measure, recency as value from bought
                union all select 'frequency', orders from bought
                union all select 'monetary', net from bought)
            insert into shop_base
            select ?::timestamptz, measure, value, count(*), sum(count(*)) over (partition by measure order by value),
                   sum(count(*)) over (partition by measure)
              from measured group by measure, value""";

    private static final String MEMBERS = """
            select p.profile from (select w.*, ?::timestamptz as t from shop_who w) p where p.first <= p.t and (%s)""";

    /** At each instant at which it may have become another, whether it has. */
    private static final String CHANGES = """
            with instant as (
                select e.who, unnest(array[%s]) as t from shop_event e
                union select who, first from shop_who),
            asked as (
                select p.profile, p.t, p.first <= p.t and coalesce(%s, false) as member,
                       p.t = p.registered or exists (select from shop_event e where e.who = p.who and e.at = p.t) as happened
                  from (select w.*, i.t from instant i join shop_who w using (who)) p
                 where p.t <= ?::timestamptz),
            compared as (select *, lag(member, 1, false) over (partition by profile order by t) as before from asked)
            select profile, t, member, happened from compared where member <> before""";

    private static final String AGREES = """
            select count(*) from (
                select w.*, k.at as t, k.member from unnest(?::uuid[], ?::timestamptz[], ?::text[]) as k (profile, at, member)
                  join shop_who w using (profile)) p
             where (p.first <= p.t and (%s)) = (p.member = 'in')""";

    private final Connection connection;

    /** @param file with columns and times of the original, compressed */
    RetailBooks(Path file) throws SQLException, IOException {
        this.connection = TestDatabase.dataSource().getConnection();
        execute("set time zone 'UTC'");
        execute(ROWS);
        try (InputStream rows = new GZIPInputStream(Files.newInputStream(file))) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY, rows);
        }
        execute(BOOKS);
        execute(SCORES);
        name();
        execute("analyze shop_event, shop_line, shop_who");
    }

    private void name() throws SQLException {
        Map<String, ProfileId> profiles = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select who, visitor from shop_who")) {
            while (row.next()) {
                String who = row.getString(1);
                profiles.put(who, ProfileId.of(row.getBoolean(2) ? Identity.anonymous(who) : Identity.customer(who)));
            }
        }
        try (Columns update = new Columns(
                        connection,
                        "update shop_who w set profile = k.id from unnest(?::text[], ?::uuid[]) as k (who, id) where w.who = k.who")
                .texts(profiles.keySet(), who -> who)
                .uuids(profiles.values(), ProfileId::value)) {
            update.update();
        }
    }

    /** Scores are by how customers stand at an instant from then on. */
    void made(Instant at) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(MADE)) {
            for (int i = 1; i <= 3; i++) {
                insert.setObject(i, at.atOffset(ZoneOffset.UTC));
            }
            insert.executeUpdate();
        }
        execute("analyze shop_base");
    }

    /** How many were seen until an instant. */
    int seen(Instant at) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select count(*) from shop_who where first <= ?")) {
            select.setObject(1, at.atOffset(ZoneOffset.UTC));
            ResultSet row = select.executeQuery();
            row.next();
            return row.getInt(1);
        }
    }

    Set<UUID> members(RetailSegment segment, Instant at) throws SQLException {
        Set<UUID> members = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(MEMBERS.formatted(segment.plain()))) {
            select.setObject(1, at.atOffset(ZoneOffset.UTC));
            ResultSet row = select.executeQuery();
            while (row.next()) {
                members.add(row.getObject(1, UUID.class));
            }
        }
        return members;
    }

    /**
     * Somebody enters or leaves.
     *
     * @param byTime whether nothing happened then
     */
    record Change(UUID profile, Instant at, boolean entered, boolean byTime) {}

    /** All until an instant. */
    Set<Change> changes(RetailSegment segment, Instant until) throws SQLException {
        List<String> instants = new ArrayList<>(segment.later());
        instants.add("e.at");
        Set<Change> changes = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(
                CHANGES.formatted(String.join(", ", instants), "(" + segment.plain() + ")"))) {
            select.setObject(1, until.atOffset(ZoneOffset.UTC));
            ResultSet row = select.executeQuery();
            while (row.next()) {
                changes.add(new Change(
                        row.getObject(1, UUID.class), Columns.time(row, "t"), row.getBoolean(3), !row.getBoolean(4)));
            }
        }
        return changes;
    }

    /** Of how many of these it is true that they are in since then, or are not, and that it was the opposite just before. */
    long agree(RetailSegment segment, List<Change> changes) throws SQLException {
        return Math.min(agree(segment, changes, 0, true), agree(segment, changes, 1, false));
    }

    private long agree(RetailSegment segment, List<Change> changes, int microsBefore, boolean then)
            throws SQLException {
        try (Columns select = new Columns(connection, AGREES.formatted(segment.plain()))
                .uuids(changes, Change::profile)
                .times(changes, change -> change.at().minusNanos(1_000L * microsBefore))
                .texts(changes, change -> change.entered() == then ? "in" : "out")) {
            ResultSet row = select.query();
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        execute("drop table shop_row, shop_event, shop_line, shop_who, shop_base");
        execute("drop function shop_score");
        connection.close();
    }
}
