package crm.operations.worker;

import crm.ingest.entity.RelayStatus;
import crm.ingest.worker.Relay;
import crm.ingest.worker.Relays;
import crm.operations.entity.Publication;
import crm.operations.service.Publications;
import crm.platform.service.DatabaseSchema;
import crm.platform.service.StoreFailed;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.ejb.Local;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Asks the database at most once a second, however many ask. */
@Singleton
@Local(Publications.class)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PublicationMonitor implements Publications {

    private static final Duration FRESH = Duration.ofSeconds(1);

    @EJB
    private DatabaseSchema schema;

    @EJB
    private Relays relays;

    private final InstantSource clock = InstantSource.system();
    private Instant askedAt = Instant.EPOCH;
    private List<Publication> answer = List.of();

    @Override
    public synchronized List<Publication> all() {
        Instant now = clock.instant();
        if (askedAt.plus(FRESH).isBefore(now)) {
            answer = ask(now);
            askedAt = now;
        }
        return answer;
    }

    private List<Publication> ask(Instant now) {
        if (!schema.ready()) {
            return List.of();
        }
        try {
            return relays.all().stream().map(relay -> publication(relay, now)).toList();
        } catch (StoreFailed | EJBException e) {
            return List.of(); // health tells that the database is away
        }
    }

    private static Publication publication(Relay relay, Instant now) {
        RelayStatus status = relay.status();
        double waiting = status.waitingSince()
                .map(since -> Math.max(0, Duration.between(since, now).toMillis() / 1000.0))
                .orElse(0.0);
        return new Publication(
                relay.topic(), status.backlog(), waiting, status.published(), status.publishedAt(), relay.waitsFor());
    }
}
