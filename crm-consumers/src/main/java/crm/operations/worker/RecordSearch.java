package crm.operations.worker;

import crm.ingest.entity.Delivery.Header;
import crm.ingest.entity.PartitionId;
import crm.ingest.entity.RecordContent;
import crm.ingest.worker.Broker;
import crm.operations.entity.RecordQuestion;
import crm.operations.entity.RecordsRead;
import crm.operations.entity.RecordsRead.Found;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** One look into a topic: a consumer of no group, for some seconds and some megabytes at most. For one thread, once. */
final class RecordSearch {

    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int MEGABYTES = 4;
    private static final long ROOM = 8L * 1024 * 1024;

    private final Broker broker;
    private final RecordQuestion question;
    private final List<Found> found = new ArrayList<>();
    private final Map<Integer, Integer> counts = new HashMap<>();
    private final Set<Integer> ended = new HashSet<>();
    private long bytes;

    RecordSearch(Broker broker, RecordQuestion question) {
        this.broker = broker;
        this.question = question;
    }

    /** Empty where the topic does not have the partition. */
    Optional<RecordsRead> in(TopicDescription topic) {
        int count = topic.partitions().size();
        if (question.partition().isPresent() && question.partition().getAsInt() >= count) {
            return Optional.empty();
        }
        List<PartitionId> partitions = IntStream.range(0, count)
                .filter(number -> question.partition().orElse(number) == number)
                .mapToObj(number -> new PartitionId(topic.name(), number))
                .toList();
        UUID topicId = new UUID(
                topic.topicId().getMostSignificantBits(), topic.topicId().getLeastSignificantBits());
        Map<PartitionId, Long> ends = broker.stableEnds(partitions);
        Map<PartitionId, Long> starts = starts(partitions, ends);
        boolean partial = read(starts, ends, topicId);
        return Optional.of(question.isOfTheNewest() ? newest(partial) : following(starts, ends, partial));
    }

    private Map<PartitionId, Long> starts(List<PartitionId> partitions, Map<PartitionId, Long> ends) {
        Map<PartitionId, Long> begins = broker.begins(partitions);
        Map<PartitionId, Long> times =
                question.from().isEmpty() && question.time().isPresent()
                        ? broker.since(partitions, question.time().get())
                        : Map.of();
        Map<PartitionId, Long> starts = new HashMap<>();
        for (PartitionId partition : partitions) {
            long wished = wished(partition, times, ends.get(partition));
            starts.put(partition, Math.min(ends.get(partition), Math.max(begins.get(partition), wished)));
        }
        return starts;
    }

    private long wished(PartitionId partition, Map<PartitionId, Long> times, long end) {
        if (!question.from().isEmpty()) {
            return question.from().getOrDefault(partition.partition(), end);
        } else if (question.offset().isPresent()) {
            return question.offset().getAsLong();
        } else if (question.time().isPresent()) {
            long at = times.get(partition);
            return at < 0 ? end : at;
        }
        return end - question.limit();
    }

    /** Says whether something was left when time or room was over. */
    private boolean read(Map<PartitionId, Long> starts, Map<PartitionId, Long> ends, UUID topicId) {
        Map<TopicPartition, Long> open = new HashMap<>();
        starts.forEach((partition, start) -> {
            if (start < ends.get(partition)) {
                open.put(new TopicPartition(partition.topic(), partition.partition()), ends.get(partition));
            }
        });
        if (open.isEmpty()) {
            return false;
        }
        try (KafkaConsumer<byte[], byte[]> reader = broker.reader(question.limit(), MEGABYTES)) {
            reader.assign(open.keySet());
            open.keySet()
                    .forEach(partition -> reader.seek(
                            partition, starts.get(new PartitionId(partition.topic(), partition.partition()))));
            return !readAll(reader, open, topicId);
        }
    }

    private boolean readAll(Consumer<byte[], byte[]> reader, Map<TopicPartition, Long> open, UUID topicId) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!open.isEmpty() && System.nanoTime() < deadline && bytes < ROOM) {
            for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
                note(record, topicId);
            }
            Set<TopicPartition> done = new HashSet<>();
            open.forEach((partition, end) -> {
                boolean full = counts.getOrDefault(partition.partition(), 0) >= question.limit();
                boolean over = reader.position(partition, POLL) >= end;
                if (over && counts.getOrDefault(partition.partition(), 0) <= question.limit()) {
                    ended.add(partition.partition());
                }
                if (full || over) {
                    done.add(partition);
                }
            });
            open.keySet().removeAll(done);
            reader.pause(done);
        }
        return open.isEmpty();
    }

    private void note(ConsumerRecord<byte[], byte[]> record, UUID topicId) {
        if (counts.merge(record.partition(), 1, Integer::sum) > question.limit()) {
            return;
        }
        RecordContent content = new RecordContent(
                record.key(),
                record.value(),
                StreamSupport.stream(record.headers().spliterator(), false)
                        .map(header -> new Header(header.key(), header.value()))
                        .toList());
        bytes += Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
        found.add(new Found(
                topicId, record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp()), content));
    }

    private RecordsRead newest(boolean partial) {
        return new RecordsRead(
                found.stream()
                        .sorted(RecordOrder.BY_TIME.reversed())
                        .limit(question.limit())
                        .toList(),
                Map.of(),
                partial);
    }

    private RecordsRead following(Map<PartitionId, Long> starts, Map<PartitionId, Long> ends, boolean partial) {
        List<Found> first = found.stream()
                .sorted(RecordOrder.BY_TIME)
                .limit(question.limit())
                .toList();
        return new RecordsRead(first, RecordOrder.next(first, found, starts, ends, ended), partial);
    }
}
