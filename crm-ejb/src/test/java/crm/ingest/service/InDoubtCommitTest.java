package crm.ingest.service;

import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.Advance;
import crm.ingest.entity.Claim;
import crm.ingest.entity.PartitionId;
import crm.ingest.entity.PartitionLog;
import crm.profile.service.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The line to the database breaks while it commits: nobody knows whether it did, until the position is read again. */
class InDoubtCommitTest {

    private static final long RECORDS = 300;
    private static final List<SeveringProxy.Cut> CUTS =
            List.of(SeveringProxy.Cut.BEFORE, SeveringProxy.Cut.DURING, SeveringProxy.Cut.AFTER);

    private final UUID topicId = UUID.randomUUID();
    private final PartitionId partition = new PartitionId("orders-" + topicId, 0);
    private final String effects = "effects_" + topicId.toString().replace('-', '_');
    private final Map<SeveringProxy.Cut, Integer> committed = new EnumMap<>(SeveringProxy.Cut.class);

    @Test
    void nothingIsLostOrDoubled() throws Exception {
        run("create table " + effects + " (pos bigint)");
        PGSimpleDataSource direct = (PGSimpleDataSource) TestDatabase.dataSource();
        try (SeveringProxy proxy = new SeveringProxy(direct.getPortNumbers()[0])) {
            PGSimpleDataSource through = new PGSimpleDataSource();
            through.setServerNames(new String[] {"127.0.0.1"});
            through.setPortNumbers(new int[] {proxy.port()});
            through.setDatabaseName(direct.getDatabaseName());
            through.setUser(direct.getUser());
            through.setPassword(direct.getPassword());
            work(proxy, through);
        }
        assertThat(ask("select count(*) || ' ' || count(distinct pos) || ' ' || min(pos) || ' ' || max(pos) from "
                        + effects))
                .isEqualTo(RECORDS + " " + RECORDS + " 0 " + (RECORDS - 1));
        // Both ways of ending have occurred, so the position was what told them apart.
        assertThat(committed.get(SeveringProxy.Cut.BEFORE)).isZero();
        assertThat(committed.get(SeveringProxy.Cut.AFTER)).isPositive();
    }

    private void work(SeveringProxy proxy, PGSimpleDataSource database) throws SQLException {
        Random random = new Random(3);
        Claim claim = claim(database);
        while (claim.nextOffset() < RECORDS) {
            long to = Math.min(RECORDS, claim.nextOffset() + 1 + random.nextInt(10));
            Advance step = new Advance(
                    partition, claim.epoch(), claim.nextOffset(), to, Optional.empty(), 1, Optional.empty());
            SeveringProxy.Cut cut = random.nextInt(3) == 0 ? CUTS.get(random.nextInt(CUTS.size())) : null;
            try {
                apply(proxy, database, step, cut);
                claim = claim.after(step);
            } catch (SQLException e) {
                assertThat(e.getSQLState()).as(e.getMessage()).startsWith("08");
                claim = claim(database);
                assertThat(claim.nextOffset()).isIn(step.from(), step.to());
                committed.merge(cut, claim.nextOffset() == step.to() ? 1 : 0, Integer::sum);
            }
        }
    }

    private Claim claim(PGSimpleDataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            Claim claim = new ClaimStatement(connection, "crm-doubt", "ada")
                    .claim(List.of(new PartitionLog(partition, topicId, 0, RECORDS)), List.of())
                    .granted()
                    .get(0);
            connection.commit();
            return claim;
        }
    }

    private void apply(SeveringProxy proxy, PGSimpleDataSource database, Advance step, SeveringProxy.Cut cut)
            throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            new AdvanceStatement(connection, "crm-doubt").advance(List.of(step));
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into " + effects + " select * from generate_series(?::bigint, ?::bigint - 1)")) {
                insert.setLong(1, step.from());
                insert.setLong(2, step.to());
                insert.executeUpdate();
            }
            proxy.cut(cut);
            connection.commit();
        }
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(String sql) throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
