package crm.operations.service;

import crm.ingest.entity.Freshness;
import crm.ingest.service.FreshnessService;
import crm.operations.entity.Vitals;
import crm.platform.service.StoreFailed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** How the system feels, at a cost that does not grow. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class VitalsService {

    private static final String COUNT = """
            select (select count(*) from (select from dead_letter where state = 'open' limit ?) waiting) as letters,
                   (select count(*) from (select from loss where at > now() - interval '7 days' limit ?) lost) as losses""";

    @Inject
    private DataSource database;

    @EJB
    private FreshnessService freshness;

    /**
     * As it is at the moment.
     *
     * @throws StoreFailed if the database does not answer
     */
    public Vitals now() {
        Freshness now = freshness.now(); // before, so that nobody holds one connection while waiting for another
        try (Connection connection = database.getConnection();
                PreparedStatement count = connection.prepareStatement(COUNT)) {
            count.setInt(1, Vitals.MANY);
            count.setInt(2, Vitals.MANY);
            ResultSet row = count.executeQuery();
            row.next();
            return new Vitals(now.half(), now.most(), row.getLong("letters"), row.getLong("losses"));
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }
}
