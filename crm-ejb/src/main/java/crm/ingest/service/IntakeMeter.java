package crm.ingest.service;

import crm.ingest.entity.Verdict;
import crm.platform.service.Meters;
import io.prometheus.metrics.core.metrics.Counter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** How many events have come by HTTP. Thread-safe. */
@ApplicationScoped
public class IntakeMeter {

    private final Counter events;

    /** For the container's proxies. */
    protected IntakeMeter() {
        this(new Meters());
    }

    @Inject
    public IntakeMeter(Meters meters) {
        this.events = meters.counter("crm_intake_events", "Events sent by HTTP, by what became of them.", "status");
    }

    public void judged(List<Verdict> verdicts) {
        long accepted = verdicts.stream().filter(Verdict::accepted).count();
        events.labelValues("accepted").inc(accepted);
        events.labelValues("rejected").inc(verdicts.size() - accepted);
    }
}
