package crm.profile.consumer;

import crm.ingest.entity.Event;
import crm.ingest.service.EventHandler;
import crm.profile.service.ProfileService;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The group {@code crm-profile}: every event becomes part of its customer's profile. */
@ApplicationScoped
public class ProfileHandler implements EventHandler {

    @EJB
    private ProfileService profiles;

    @Override
    public String capability() {
        return "profile";
    }

    @Override
    public Set<String> topics() {
        return Set.of(
                "customer_registration",
                "customer_order",
                "customer_interactions",
                "customer_consultation",
                "customer_transaction");
    }

    @Override
    public void handle(List<Event> events) {
        profiles.apply(events);
    }

    @Override
    public Map<Event, RuntimeException> failing(List<Event> events) {
        return profiles.failing(events);
    }

    @Override
    public List<Event> known(List<Event> events) {
        return profiles.known(events);
    }
}
