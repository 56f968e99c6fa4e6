package crm.ingest.worker;

import crm.ingest.entity.Decoded;
import crm.ingest.entity.Event;
import crm.ingest.entity.HeldRecord;
import crm.ingest.entity.Refused;
import crm.ingest.entity.Rejection;
import crm.ingest.service.DeadLetters;
import crm.ingest.service.EventDecoder;
import crm.ingest.service.HeldKeys;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The transaction in which records that waited for their key are applied and wait no longer. The key's row is locked first,
 * so that batches which meet the key wait for the end of it. It may take as long as a batch's (META-INF/jboss-ejb3.xml).
 */
@Stateless
public class ReleaseTransaction {

    @EJB
    private HeldKeys keys;

    @EJB
    private DeadLetters letters;

    @Inject
    private EventDecoder decoder;

    @Inject
    private Groups groups;

    /**
     * What a transaction did.
     *
     * @param dealtWith how many records wait no longer
     * @param more whether others still do
     */
    public record Release(int dealtWith, boolean more) {

        static final Release NONE = new Release(0, false);
    }

    /**
     * Applies the first that wait for a key, and lets it go behind the last. What is no event any more becomes a dead letter,
     * and the key does not wait for that.
     *
     * @throws BatchFailed for whatever went wrong before the commit
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Release apply(long key, int count) {
        try {
            return home(key)
                    .map(group -> apply(group, key, keys.first(key, count)))
                    .orElse(Release.NONE);
        } catch (RuntimeException e) {
            throw new BatchFailed(e);
        }
    }

    private Release apply(Group group, long key, List<HeldRecord> records) {
        List<Event> events = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        Decoding decoding = new Decoding(group, decoder);
        for (HeldRecord record : records) {
            Item item = decoding.decode(record.delivery(group.role(record.topic())));
            Decoded decoded = item.decoded();
            if (decoded instanceof Event event) {
                events.add(event);
            } else {
                refused.add(new Refused(item.delivery(), (Rejection) decoded));
            }
        }
        if (!events.isEmpty()) {
            group.handler().handle(events);
        }
        letters.park(group.id(), refused);
        // Where none is there yet, more will be, once they have been read again.
        return new Release(records.size(), !keys.done(key, records) && !records.isEmpty());
    }

    /**
     * The handler fails at the first that waits: it becomes a dead letter, and the key waits for that.
     *
     * @return the record, unless somebody else has dealt with the key
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Optional<HeldRecord> fail(long key, Rejection rejection) {
        Optional<Group> home = home(key);
        if (home.isEmpty()) {
            return Optional.empty();
        }
        Group group = home.get();
        Optional<HeldRecord> first = keys.first(key, 1).stream().findFirst();
        first.ifPresent(record -> {
            letters.park(group.id(), List.of(new Refused(record.delivery(group.role(record.topic())), rejection)));
            keys.head(key, record);
        });
        return first;
    }

    private Optional<Group> home(long key) {
        return keys.take(key).flatMap(groups::byId);
    }
}
