package crm.ingest.service;

import crm.ingest.entity.Bulletin;
import crm.ingest.entity.Crew;
import crm.platform.service.StoreFailed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import javax.sql.DataSource;

/** Where nodes say that they live, and learn what operators have decided. Each method is a transaction. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class BulletinBoard {

    @Inject
    private DataSource database;

    private interface Work<T> {
        T in(BoardRows rows) throws SQLException;
    }

    /**
     * Says that a node lives, and what it runs of each group; without another word it is taken for dead after ten seconds.
     * Answers what is known of these groups.
     *
     * @param started whether it says so for the first time since it was started
     */
    public Bulletin attend(String node, Map<String, Crew> crews, boolean started) {
        return with(rows -> {
            rows.beat(node, crews, started);
            return rows.read(crews.keySet());
        });
    }

    /** What is known of these groups. */
    public Bulletin read(Collection<String> groups) {
        return with(rows -> rows.read(groups));
    }

    /** Says that a node goes, so that the others take its share of the workers at once. */
    public void leave(String node) {
        with(rows -> {
            rows.leave(node);
            return node;
        });
    }

    private <T> T with(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.in(new BoardRows(connection));
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }
}
