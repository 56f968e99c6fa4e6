package crm.ingest.worker;

import crm.ingest.entity.Delivery;
import crm.ingest.entity.Event;
import crm.ingest.entity.Identity;
import crm.ingest.entity.PartitionId;
import crm.ingest.entity.Payload;
import crm.ingest.entity.Rejection;
import crm.ingest.entity.Stamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Batches as polls bring them. */
final class Batches {

    static final UUID TOPIC_ID = new UUID(1, 2);

    private Batches() {}

    static Item event(int partition, long offset) {
        Delivery delivery = delivery(partition, offset);
        Stamp stamp = new Stamp(delivery.timestamp(), "test", delivery.toString());
        Identity subject = Identity.customer("c");
        return new Item(delivery, new Event(stamp, "lived", subject, false, Payload.Occurrence.INSTANCE, "{}"));
    }

    static Item rejected(int partition, long offset) {
        return new Item(delivery(partition, offset), new Rejection(Rejection.Code.NOT_JSON, "", "is no JSON"));
    }

    private static Delivery delivery(int partition, long offset) {
        return new Delivery(
                "customer_order",
                "orders",
                TOPIC_ID,
                partition,
                offset,
                Instant.ofEpochSecond(offset),
                List.of(),
                null,
                new byte[0]);
    }

    static PartitionId partition(int number) {
        return new PartitionId("orders", number);
    }

    static Span span(int partition, long from, long to, Item... items) {
        return new Span(partition(partition), 1, from, to, Optional.of(4), List.of(items));
    }

    /** Some partitions, some records each, holes before, between and after them; some are no events. */
    static Batch random(RandomGenerator random) {
        List<Span> spans = new ArrayList<>();
        int partitions = random.nextInt(1, 5);
        for (int partition = 0; partition < partitions; partition++) {
            spans.add(randomSpan(random, partition));
        }
        return new Batch(spans);
    }

    private static Span randomSpan(RandomGenerator random, int partition) {
        long from = random.nextLong(100);
        long offset = from;
        List<Item> items = new ArrayList<>();
        int count = random.nextInt(30);
        for (int i = 0; i < count; i++) {
            offset += random.nextInt(4) == 0 ? random.nextInt(5) : 0;
            items.add(random.nextInt(10) == 0 ? rejected(partition, offset) : event(partition, offset));
            offset++;
        }
        long to = Math.max(from + 1, offset + random.nextInt(3));
        return new Span(partition(partition), 1, from, to, Optional.empty(), items);
    }
}
