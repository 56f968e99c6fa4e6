package crm.profile.service;

import crm.platform.service.StoreFailed;
import crm.profile.store.FigureRows;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** One transaction of {@link CustomerFigures}. */
@Stateless
public class CustomerFiguresStep {

    private static final int PORTION = 20_000;

    @Inject
    private DataSource database;

    /** Follows a portion of the profiles that have changed, and says whether there may be more. */
    public boolean follow() {
        try (Connection connection = database.getConnection()) {
            return new FigureRows(connection).follow(PORTION) >= PORTION;
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }
}
