package crm.platform.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Lets the transaction know which span it belongs to, so that what leaves because of it can say so. */
@ApplicationScoped
public class TraceMark {

    @Inject
    private DataSource database;

    /** Marks the caller's transaction with the span that is under way; does nothing where nobody traces. */
    public void mark() {
        Optional<String> trace = Tracing.current();
        if (trace.isEmpty()) {
            return;
        }
        try (Connection connection = database.getConnection();
                PreparedStatement set = connection.prepareStatement("select set_config('crm.trace', ?, true)")) {
            set.setString(1, trace.get());
            set.execute();
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }
}
