package crm.dev.bench;

import crm.dev.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.UUID;

/** Made-up customers in a database that has the product's schema, written past the application; the same for the same seed. */
public final class MadeCustomers {

    /** The customer with 100,000 events. */
    public static final String BUSIEST = id(1);

    private final String jdbcUrl;

    public MadeCustomers(String jdbcUrl) {
        this.jdbcUrl = jdbcUrl;
    }

    /** The customer id of the n-th, from 1 on. */
    public static String id(int n) {
        return String.format(Locale.ROOT, "C%08d", n);
    }

    /** How many there are. */
    public long count() throws SQLException {
        return number("select count(*) from person where known");
    }

    /** Makes that many where there are none; does nothing where there are as many. */
    public void make(int customers, int seed) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            statement.execute(script().replace("{customers}", Integer.toString(customers))
                    .replace("{seed}", Integer.toString(seed)));
            statement.execute("vacuum analyze");
        }
    }

    private static String script() throws IOException {
        try (InputStream script = MadeCustomers.class.getResourceAsStream("customers.sql")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What is known of the n-th: an e-mail address or another column of persons. */
    public Known known(int n) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select profile_id, name, email, coalesce(phone, '+442079460000')"
                                + " from person where customer_id = '" + id(n) + "'")) {
            if (!row.next()) {
                throw new Failure("There is no customer " + id(n) + ".");
            }
            return new Known(row.getObject(1, UUID.class), id(n), row.getString(2), row.getString(3), row.getString(4));
        }
    }

    /** One of them. */
    public record Known(UUID profileId, String customerId, String name, String email, String phone) {}

    private long number(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
