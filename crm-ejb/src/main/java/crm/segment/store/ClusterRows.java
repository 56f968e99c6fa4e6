package crm.segment.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Groups of customers: through all runs, and as each run found them. */
public final class ClusterRows {

    private static final String FOUND = """
            insert into cluster_found (run_id, cluster_id, centre, words, called, deviations) values (?, ?, ?, ?, ?, ?)""";
    private static final String SIZED =
            "update cluster_found set customers = ?, means = ? where run_id = ? and cluster_id = ?";
    private static final String OF_RUN = """
            select c.id, c.name, c.version, f.customers, f.words, f.means, r.means as all_means, r.currency, r.customers as all_customers
              from cluster_found f join cluster c on c.id = f.cluster_id join cluster_run r on r.id = f.run_id
             where f.run_id = ? order by f.customers desc, c.id""";

    private final Connection connection;

    public ClusterRows(Connection connection) {
        this.connection = connection;
    }

    /** A group as a run found it, as {@link crm.segment.entity.Cluster} has it. */
    public record Row(
            int id,
            Optional<String> name,
            long version,
            long customers,
            long allCustomers,
            List<String> words,
            List<Double> means,
            List<Double> allMeans,
            Optional<String> currency) {}

    /** Nothing of what a run has found so far. */
    public void forget(int run) throws SQLException {
        update("delete from cluster_member where run_id = ?", run);
        update("delete from cluster_found where run_id = ?", run);
        update("delete from cluster_discount where run_id = ?", run);
    }

    /** What runs that came to nothing have left, and what is of use for one run only. */
    public void forgetOthers(int run) throws SQLException {
        update(
                "delete from cluster_member where run_id in (select id from cluster_run where in_force_at is null and id <> ?)",
                run);
        update(
                "delete from cluster_discount where run_id not in (select id from cluster_run where id = ? or in_force_at is not null)",
                run);
    }

    /** Discounts of all runs but this. */
    public void keepDiscounts(int run) throws SQLException {
        update("delete from cluster_discount where run_id <> ?", run);
    }

    private void update(String sql, int run) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setInt(1, run);
            update.executeUpdate();
        }
    }

    /** The id of a group that was never found before. */
    public int add() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into cluster default values returning id");
                ResultSet row = insert.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    /** What a run has found; {@code called} is what its words say in English. */
    public void found(int run, int cluster, double[] centre, List<String> words, String called, List<Double> deviations)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(FOUND)) {
            insert.setInt(1, run);
            insert.setInt(2, cluster);
            insert.setArray(3, connection.createArrayOf("float8", boxed(centre)));
            insert.setArray(4, connection.createArrayOf("text", words.toArray()));
            insert.setString(5, called);
            insert.setArray(6, connection.createArrayOf("float8", deviations.toArray()));
            insert.executeUpdate();
        }
    }

    private static Object[] boxed(double[] values) {
        return Arrays.stream(values).boxed().toArray();
    }

    public void sized(int run, int cluster, long customers, List<Double> means) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(SIZED)) {
            update.setLong(1, customers);
            update.setArray(2, connection.createArrayOf("float8", means.toArray()));
            update.setInt(3, run);
            update.setInt(4, cluster);
            update.executeUpdate();
        }
    }

    /** By id. */
    public Map<Integer, double[]> centres(int run) throws SQLException {
        Map<Integer, double[]> centres = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select cluster_id, centre from cluster_found where run_id = ? order by cluster_id")) {
            select.setInt(1, run);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                Double[] centre = (Double[]) row.getArray(2).getArray();
                centres.put(
                        row.getInt(1),
                        Arrays.stream(centre).mapToDouble(value -> value).toArray());
            }
        }
        return centres;
    }

    /** The largest first. */
    public List<Row> of(int run) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(OF_RUN)) {
            select.setInt(1, run);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                rows.add(new Row(
                        row.getInt("id"),
                        Optional.ofNullable(row.getString("name")),
                        row.getLong("version"),
                        row.getLong("customers"),
                        row.getLong("all_customers"),
                        List.of((String[]) row.getArray("words").getArray()),
                        List.of((Double[]) row.getArray("means").getArray()),
                        List.of((Double[]) row.getArray("all_means").getArray()),
                        Optional.ofNullable(row.getString("currency"))));
            }
        }
        return rows;
    }

    /**
     * Somebody calls it so.
     *
     * @param name empty for what stands out
     * @param seen the version that it must still have, if any must; false if it has another
     */
    public boolean rename(int cluster, Optional<String> name, Optional<Long> seen) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update cluster set name = ?, version = version + 1 where id = ? and version = coalesce(?, version)")) {
            update.setString(1, name.orElse(null));
            update.setInt(2, cluster);
            update.setObject(3, seen.orElse(null), Types.BIGINT);
            return update.executeUpdate() == 1;
        }
    }
}
