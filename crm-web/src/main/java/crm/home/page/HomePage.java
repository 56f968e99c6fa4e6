package crm.home.page;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.OPERATOR;
import static crm.access.entity.Roles.VIEWER;

import crm.operations.entity.GroupStatus;
import crm.operations.service.ConsumerGroups;
import crm.profile.service.CustomerQueries;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.stream.Stream;

/** How many there are, and how far the work is behind. Shown while the database is away, too. */
@Named("home")
@RequestScoped
public class HomePage {

    private static final Logger LOG = System.getLogger(HomePage.class.getName());

    @Inject
    private CustomerQueries customers;

    @EJB
    private ConsumerGroups groups;

    @Inject
    private ExternalContext external;

    private Long customerCount;
    private Long eventCount;
    private List<GroupStatus> shown;

    @PostConstruct
    void start() {
        try {
            customerCount = customers.count();
            eventCount = customers.countEvents();
        } catch (EJBException e) {
            LOG.log(Level.DEBUG, "counts are not to be had", e);
        }
        shown = isOperating() ? groups.all() : List.of();
    }

    /** Null while nobody can say. */
    public Long getCustomers() {
        return customerCount;
    }

    /** Null while nobody can say. */
    public Long getEvents() {
        return eventCount;
    }

    /** The groups, for those whose business they are. */
    public List<GroupStatus> getGroups() {
        return shown;
    }

    public boolean isOperating() {
        return Stream.of(ADMIN, OPERATOR, VIEWER).anyMatch(external::isUserInRole);
    }
}
