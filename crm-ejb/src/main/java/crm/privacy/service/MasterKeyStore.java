package crm.privacy.service;

import crm.platform.service.StoreFailed;
import crm.privacy.service.Custody.Unlocked;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The transactions of {@link MasterKeyWatch}. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class MasterKeyStore {

    @Resource(lookup = "java:app/jdbc/crm")
    private DataSource database;

    @Inject
    private MasterKeyFile file;

    /** @throws crm.privacy.entity.MasterKeyMissing if the file's key is not that of the database */
    Unlocked unlock() {
        try (Connection connection = database.getConnection()) {
            return new MasterKeyRows(connection).unlock(file);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    /** Whether there may be more keys to be wrapped anew. */
    boolean renew(MasterKey master) {
        try (Connection connection = database.getConnection()) {
            return new MasterKeyRows(connection).renew(master);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }
}
