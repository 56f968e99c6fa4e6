package crm.ingest.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** How long the transactions of each group take on this node: all its workers write, whoever wants to know reads. Thread-safe. */
@ApplicationScoped
public class ServiceTimes {

    private final Map<String, ServiceTime> byGroup = new ConcurrentHashMap<>();

    ServiceTime of(Group group) {
        return byGroup.computeIfAbsent(group.id(), id -> new ServiceTime());
    }

    /** Of a group by its id; empty as long as it has hardly applied anything since the start. */
    public Optional<ServiceTime.Fit> fit(String group) {
        return Optional.ofNullable(byGroup.get(group)).flatMap(ServiceTime::fit);
    }
}
