package crm.segment.store;

import crm.platform.service.Columns;
import crm.segment.entity.ClusterRun;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Searches for groups of customers: who does them, how far they are, what is in force. */
public final class ClusterRunRows {

    private static final String WANT = """
            insert into cluster_run (state, wanted_by) values ('wanted', ?)
            on conflict ((true)) where state in ('wanted', 'running') do nothing""";
    // Where customers of all time are loaded in minutes, days of the business are short.
    private static final String WANT_DAILY = """
            insert into cluster_run (state)
            select 'wanted'
             where exists (select from customer_figures where orders > 0 offset ?)
               and not exists (select from cluster_run
                                where state in ('wanted', 'running') or ended_at > now() - interval '5 minutes'
                                   or (state = 'done' and as_of >= ?))
            on conflict ((true)) where state in ('wanted', 'running') do nothing""";
    private static final String CLAIM = """
            update cluster_run set state = 'running', holder = ?, alive_at = now(), as_of = ?, phase = '', done = 0, total = 0
             where id = (select id from cluster_run
                          where state = 'wanted' or (state = 'running' and alive_at < now() - interval '2 minutes')
                          order by id limit 1 for update skip locked)
            returning id""";
    private static final String ALIVE = """
            update cluster_run set alive_at = now(), phase = ?, done = ?, total = ?
             where id = ? and holder = ? and state = 'running'""";
    private static final String DONE = """
            update cluster_run
               set state = 'done', ended_at = now(), in_force_at = ?, customers = ?, silhouette = ?, nothing = ?, currency = ?,
                   means = ?, seconds = extract(epoch from clock_timestamp() - wanted_at)
             where id = ? and holder = ? and state = 'running'""";
    private static final String FAILED =
            "update cluster_run set state = 'failed', ended_at = now() where id = ? and holder = ? and state = 'running'";
    private static final String READ = """
            select id, state, wanted_by, phase, done, total, as_of, in_force_at, customers, silhouette, seconds, nothing
              from cluster_run\s""";

    private final Connection connection;

    public ClusterRunRows(Connection connection) {
        this.connection = connection;
    }

    /** Whose it is to search, and as of when; as long as {@link #alive} says so. */
    public record Claim(int run, String holder, Instant asOf) {}

    /**
     * What a run found.
     *
     * @param inForceAt empty where it found nothing
     * @param nothing why
     * @param means of all customers, feature by feature
     */
    public record Result(
            Optional<Instant> inForceAt,
            long customers,
            Optional<Double> silhouette,
            Optional<String> nothing,
            Optional<String> currency,
            List<Double> means) {

        /** The same, in force since then. */
        public Result since(Instant instant) {
            return new Result(Optional.of(instant), customers, silhouette, nothing, currency, means);
        }
    }

    /** One is to be; nothing changes where one is wanted or under way already. */
    public void want(String by) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(WANT)) {
            insert.setString(1, by);
            insert.executeUpdate();
        }
    }

    /**
     * One is to be if there was none today.
     *
     * @param fewest customers, below which there is nothing to find
     * @param today when the day began, of the business
     */
    public void wantDaily(int fewest, Instant today) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(WANT_DAILY)) {
            insert.setInt(1, fewest - 1);
            insert.setObject(2, today.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    /** One that is wanted, or whose holder has not been heard of for long. */
    public Optional<Claim> claim(String holder, Instant asOf) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(CLAIM)) {
            update.setString(1, holder);
            update.setObject(2, asOf.atOffset(ZoneOffset.UTC));
            ResultSet row = update.executeQuery();
            return row.next() ? Optional.of(new Claim(row.getInt(1), holder, asOf)) : Optional.empty();
        }
    }

    /** Says how far it is; false if somebody else does it meanwhile. */
    public boolean alive(Claim claim, String phase, long done, long total) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(ALIVE)) {
            update.setString(1, phase);
            update.setLong(2, done);
            update.setLong(3, total);
            update.setInt(4, claim.run());
            update.setString(5, claim.holder());
            return update.executeUpdate() == 1;
        }
    }

    /** It has ended; false if somebody else does it meanwhile. */
    public boolean done(Claim claim, Result result) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(DONE)) {
            update.setObject(
                    1, result.inForceAt().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null));
            update.setLong(2, result.customers());
            update.setObject(3, result.silhouette().orElse(null), java.sql.Types.DOUBLE);
            update.setString(4, result.nothing().orElse(null));
            update.setString(5, result.currency().orElse(null));
            update.setArray(6, connection.createArrayOf("float8", result.means().toArray()));
            update.setInt(7, claim.run());
            update.setString(8, claim.holder());
            return update.executeUpdate() == 1;
        }
    }

    public void failed(Claim claim) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(FAILED)) {
            update.setInt(1, claim.run());
            update.setString(2, claim.holder());
            update.executeUpdate();
        }
    }

    public Optional<ClusterRun> latest() throws SQLException {
        return one("order by id desc limit 1");
    }

    public Optional<ClusterRun> inForce() throws SQLException {
        return one("where in_force_at is not null order by in_force_at desc limit 1");
    }

    private Optional<ClusterRun> one(String where) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(READ + where);
                ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(run(row)) : Optional.empty();
        }
    }

    private static ClusterRun run(ResultSet row) throws SQLException {
        return new ClusterRun(
                row.getInt("id"),
                row.getString("state"),
                Optional.ofNullable(row.getString("wanted_by")),
                row.getString("phase"),
                row.getLong("done"),
                row.getLong("total"),
                Optional.ofNullable(Columns.time(row, "as_of")),
                Optional.ofNullable(Columns.time(row, "in_force_at")),
                row.getLong("customers"),
                Optional.ofNullable(row.getObject("silhouette", Double.class)),
                Optional.ofNullable(row.getObject("seconds", Double.class)),
                Optional.ofNullable(row.getString("nothing")));
    }
}
