package crm.profile.worker;

import crm.ingest.service.FreshnessService;
import crm.ingest.worker.Relay;
import crm.ingest.worker.Relays;
import crm.profile.service.ProfileOutbox;
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

/**
 * Publishes profiles that have changed, as they are now, on {@code crm_profile}. While events are applied late, a shard
 * rests after each round, so that a profile that changes again and again is published once.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ProfileRelay {

    @EJB
    private Relays relays;

    @EJB
    private ProfileOutbox outbox;

    @EJB
    private FreshnessService freshness;

    private Relay relay;

    @PostConstruct
    void start() {
        relay = relays.open(new ProfileOutlet(outbox), freshness::leeway);
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
