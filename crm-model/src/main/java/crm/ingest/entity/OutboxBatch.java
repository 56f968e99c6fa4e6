package crm.ingest.entity;

import java.util.List;

/**
 * Dead letters of one topic that go to its {@code .dlt} in one Kafka transaction.
 *
 * @param number higher than that of every batch before
 */
public record OutboxBatch(String topic, long number, List<Item> letters) {

    public OutboxBatch {
        letters = List.copyOf(letters);
    }

    /** One of them, as it was sent. */
    public record Item(long id, Refused letter, String group) {}
}
