package crm.profile.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Lets the statements of a batch find rows by their keys, for the rest of the transaction. A connection keeps the plan of a
 * statement it has prepared: one made while a table was empty, or before the statistics knew how it had grown, would read the
 * whole table for each batch.
 */
public final class PlansByKey {

    private static final String SETTINGS = """
            select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
                   set_config('enable_mergejoin', 'off', true)""";

    private PlansByKey() {}

    public static void only(Connection connection) throws SQLException {
        try (PreparedStatement settings = connection.prepareStatement(SETTINGS)) {
            settings.execute();
        }
    }
}
