package crm.ingest.service;

import crm.ingest.entity.OutboxBatch;
import crm.platform.service.StoreFailed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** What is yet to be published of the dead letters, for the one node that does it. Each method is a transaction. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class DeadLetterOutbox {

    @Inject
    private DataSource database;

    @Inject
    private LetterSeals seals;

    private interface Work<T> {
        T in(LetterOutbox outbox) throws SQLException;
    }

    /** Seals letters that a version before sealing has left; says whether there were any. */
    public boolean sealPlain() {
        try (Connection connection = database.getConnection()) {
            return new PlainLetters(connection, seals).seal() > 0;
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    /** Topics with something to publish; none where another node is at it. */
    public List<String> topics(String node) {
        return with(outbox -> {
            List<String> topics = outbox.topics();
            return topics.isEmpty() || outbox.lease(node).isEmpty() ? List.of() : topics;
        });
    }

    /**
     * The batch of a topic that is under way, else a new one. Empty where nothing is left, or another node is at it.
     *
     * @param committed number of the topic's last batch that Kafka has
     */
    public Optional<OutboxBatch> next(String node, String topic, long committed) {
        return with(outbox -> {
            Optional<Long> last = outbox.lease(node);
            return last.isEmpty() ? Optional.empty() : outbox.next(topic, last.get(), committed);
        });
    }

    /** Kafka has it. */
    public void published(OutboxBatch batch) {
        with(outbox -> {
            outbox.published(batch);
            return batch;
        });
    }

    /** It will never be published, and this is why; one word of ours. */
    public void withhold(long id, String why) {
        with(outbox -> {
            outbox.withhold(List.of(id), why);
            return why;
        });
    }

    /** Lets another node go on at once. */
    public void release(String node) {
        with(outbox -> {
            outbox.release(node);
            return node;
        });
    }

    private <T> T with(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.in(new LetterOutbox(connection, seals));
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }
}
