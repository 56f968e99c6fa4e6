package crm.profile.service;

import crm.platform.service.Columns;
import crm.platform.service.StoreFailed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Whether profiles change, for whoever looks at them. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ProfileWatch {

    private static final String VERSIONS = "select id, version from profile where id = any (?)";

    @Inject
    private DataSource database;

    /**
     * The versions of those that are there, in one query.
     *
     * @throws StoreFailed if the database does not answer
     */
    public Map<UUID, Long> versions(Set<UUID> ids) {
        try (Connection connection = database.getConnection();
                Columns select = new Columns(connection, VERSIONS).uuids(ids, id -> id)) {
            Map<UUID, Long> versions = new HashMap<>();
            ResultSet row = select.query();
            while (row.next()) {
                versions.put(row.getObject("id", UUID.class), row.getLong("version"));
            }
            return versions;
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }
}
