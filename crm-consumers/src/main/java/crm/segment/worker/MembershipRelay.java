package crm.segment.worker;

import crm.ingest.worker.Relay;
import crm.ingest.worker.Relays;
import crm.segment.service.MembershipOutbox;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.time.Duration;

/** Publishes every change of a membership on {@code crm_segment_membership}, as soon as it is there. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MembershipRelay {

    @EJB
    private Relays relays;

    @EJB
    private MembershipOutbox outbox;

    private Relay relay;

    @PostConstruct
    void start() {
        relay = relays.open(new MembershipOutlet(outbox), () -> Duration.ZERO);
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void tick() {
        relay.tick();
    }

    @PreDestroy
    void stop() {
        relay.stop();
    }
}
