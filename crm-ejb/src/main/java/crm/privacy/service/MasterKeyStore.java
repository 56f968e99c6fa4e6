package crm.privacy.service;

import crm.platform.service.StoreFailed;
import crm.privacy.service.Custody.Unlocked;
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

    @Inject
    private DataSource database;

    @Inject
    private MasterKeyFile file;

    /**
     * What the file's key gives access to.
     *
     * @throws crm.privacy.entity.MasterKeyMissing if it is not that of the database
     */
    public Unlocked unlock() {
        try (Connection connection = database.getConnection()) {
            return new MasterKeyRows(connection).unlock(file);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    /** Whether there may be more keys to be wrapped anew. */
    public boolean renew(MasterKey master) {
        try (Connection connection = database.getConnection()) {
            return new MasterKeyRows(connection).renew(master);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }
}
