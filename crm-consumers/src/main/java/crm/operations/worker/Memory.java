package crm.operations.worker;

import crm.ingest.service.RebalanceDiary;
import crm.ingest.worker.ServiceTime;
import crm.ingest.worker.ServiceTimes;
import crm.operations.entity.GroupSample;
import crm.operations.entity.GroupStatus;
import crm.operations.entity.Progress;
import crm.operations.entity.ServiceFit;
import crm.operations.service.DrainForecasts;
import crm.operations.service.MeasuredRates;
import crm.operations.service.SampleSettings;
import crm.operations.service.Samples;
import crm.platform.service.Node;
import crm.platform.service.StoreFailed;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Remembers how the groups were, in the database for all servers, and recalls the last minute of it. Written to by one
 * thread, read by all.
 */
@ApplicationScoped
public class Memory {

    private static final Logger LOG = System.getLogger(Memory.class.getName());

    /** The look that is judged comes on top. */
    private static final int WINDOW = Progress.WINDOW - 1;

    @EJB
    private Samples samples;

    @EJB
    private RebalanceDiary diary;

    @EJB
    private MeasuredRates rates;

    @EJB
    private DrainForecasts forecasts;

    @Inject
    private ServiceTimes times;

    @Inject
    private SampleSettings settings;

    @Inject
    private Node node;

    private volatile Map<String, Past> past = Map.of();
    private volatile Instant next = Instant.MIN;

    /** A group as it was just seen. */
    record Seen(GroupSample sample, GroupStatus status) {}

    boolean isDue(Instant now) {
        return !now.isBefore(next);
    }

    Past of(String group) {
        return past.getOrDefault(group, Past.NONE);
    }

    /** Writes down how the groups are, where it is this server's turn, and looks up how they were. */
    void keep(Instant now, List<Seen> seen) {
        if (!isDue(now)) {
            return;
        }
        next = now.plus(settings.every());
        try {
            boolean ours = samples.write(
                    node.name(),
                    seen.stream()
                            .map(one -> new Samples.Judged(
                                    one.sample(), one.status().status()))
                            .toList());
            if (ours) {
                forecasts.consider(seen.stream().map(Seen::status).toList());
            }
            Set<String> groups = seen.stream().map(one -> one.sample().group()).collect(Collectors.toSet());
            rates.learnt(learnt(now, groups));
            recall(groups);
        } catch (StoreFailed | EJBException e) {
            LOG.log(Level.DEBUG, "groups are not sampled", e);
        }
    }

    private List<ServiceFit> learnt(Instant now, Set<String> groups) {
        List<ServiceFit> learnt = new ArrayList<>();
        for (String group : groups) {
            times.fit(group).map(fit -> fit(group, now, fit)).ifPresent(learnt::add);
        }
        return learnt;
    }

    private ServiceFit fit(String group, Instant now, ServiceTime.Fit fit) {
        return new ServiceFit(group, node.name(), now, fit.transactions(), fit.t0(), fit.t1(), fit.r2());
    }

    private void recall(Set<String> groups) {
        Map<String, List<GroupSample>> latest = samples.latest(groups, WINDOW);
        Map<String, Past> recalled = new HashMap<>();
        groups.forEach(group ->
                recalled.put(group, new Past(latest.getOrDefault(group, List.of()), diary.since(group))));
        past = Map.copyOf(recalled);
    }
}
