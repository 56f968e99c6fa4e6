package crm.segment.service;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.MARKETER;

import crm.platform.service.StoreFailed;
import crm.profile.entity.CustomerChoices;
import crm.profile.service.CustomerQueries;
import crm.segment.entity.OwnTrait;
import crm.segment.store.SampleRows;
import crm.segment.store.TraitRows;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** What there is to choose from, learnt from some thousand events once a minute at most, and
 * the traits that administrators have defined. It joins no transaction. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ChoicesService {

    private static final Duration FRESH = Duration.ofMinutes(1);

    @Inject
    private DataSource database;

    @EJB
    private CustomerQueries customers;

    private volatile Learnt learnt;

    /** What was learnt, and until when that is good enough. */
    private record Learnt(Choices choices, long until) {}

    @RolesAllowed({ADMIN, MARKETER})
    public Choices choices() {
        Learnt last = learnt;
        // Two at once both ask, which is a small question.
        if (last == null || System.nanoTime() - last.until() > 0) {
            last = new Learnt(learn(), System.nanoTime() + FRESH.toNanos());
            learnt = last;
        }
        return last.choices().with(own());
    }

    /** What somebody has just defined is offered at once. */
    private List<OwnTrait> own() {
        try (Connection connection = database.getConnection()) {
            return new TraitRows(connection).all();
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    private Choices learn() {
        Sampling sampling = new Sampling();
        try (Connection connection = database.getConnection()) {
            new SampleRows(connection).events((type, data) -> sampling.add(type, Words.json(data)));
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
        CustomerChoices known = customers.choices();
        Map<String, List<String>> said = Map.of(
                "attributes.address.country", known.countries(),
                "traits.favourite_channel", known.channels());
        return sampling.with(Words.VOCABULARY, said, known.currencies());
    }
}
