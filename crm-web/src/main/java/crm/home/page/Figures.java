package crm.home.page;

import crm.operations.entity.GroupStatus;
import crm.operations.entity.Vitals;
import crm.operations.service.ConsumerGroups;
import crm.operations.service.VitalsService;
import crm.platform.service.BusinessClock;
import crm.profile.entity.Census;
import crm.profile.service.Books;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;

/** What the home page shows, read at most once a second for all who look through this node. */
@ApplicationScoped
public class Figures {

    private static final int RECENT = 12;
    private static final int A_WEEK = 7;

    @EJB
    private Books books;

    @EJB
    private VitalsService vitals;

    @EJB
    private ConsumerGroups groups;

    @Inject
    private BusinessClock clock;

    private final Pace pace = new Pace();
    private final Lately<Pulse> pulse = new Lately<>(this::readPulse);
    private final Lately<Business> business = new Lately<>(this::readBusiness);

    /** @throws RuntimeException while the database is away */
    Pulse pulse() {
        return pulse.get();
    }

    /** @throws RuntimeException while the database is away */
    Business business() {
        return business.get();
    }

    List<GroupStatus> groups() {
        return groups.all();
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    Books books() {
        return books;
    }

    private Pulse readPulse() {
        Census census = books.census();
        Vitals now = vitals.now();
        boolean waiting = groups().stream().anyMatch(group -> !group.state().equals("running"));
        return new Pulse(census, now, pace.of(census.events(), System.nanoTime()), waiting);
    }

    private Business readBusiness() {
        LocalDate today = today();
        return new Business(
                today,
                books.sales(today.minusDays(A_WEEK), today),
                books.recent(RECENT),
                pulse().census().customers());
    }
}
