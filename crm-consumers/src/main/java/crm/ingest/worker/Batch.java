package crm.ingest.worker;

import crm.ingest.entity.Advance;
import crm.ingest.entity.Delivery;
import crm.ingest.entity.Event;
import crm.ingest.entity.PartitionId;
import crm.ingest.entity.Refused;
import crm.ingest.entity.Rejection;
import crm.ingest.service.Sieve;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/** What one transaction applies: spans of partitions, in the order in which their positions are locked. */
public final class Batch {

    static final Batch EMPTY = new Batch(List.of());

    private final List<Span> spans;

    Batch(List<Span> spans) {
        this.spans =
                spans.stream().sorted(Comparator.comparing(Span::partition)).toList();
    }

    boolean isEmpty() {
        return spans.isEmpty();
    }

    /** Where it ends in each partition. */
    Map<PartitionId, OffsetAndMetadata> ends() {
        return spans.stream().collect(Collectors.toMap(Span::partition, Span::end, (one, other) -> one, TreeMap::new));
    }

    /** The same without what nobody here may apply any more. */
    Batch ownedIn(Partitions partitions) {
        List<Span> owned = spans.stream()
                .filter(span -> partitions
                        .claim(span.partition())
                        .filter(span::continues)
                        .isPresent())
                .toList();
        return owned.size() == spans.size() ? this : new Batch(owned);
    }

    /** How many records. */
    int size() {
        return spans.stream().mapToInt(span -> span.items().size()).sum();
    }

    Set<PartitionId> partitions() {
        return spans.stream().map(Span::partition).collect(Collectors.toSet());
    }

    List<Advance> advances() {
        return spans.stream().map(Span::advance).toList();
    }

    List<Event> events() {
        return items().filter(item -> item.decoded() instanceof Event)
                .map(item -> (Event) item.decoded())
                .toList();
    }

    List<Refused> refused() {
        return items().filter(item -> item.decoded() instanceof Rejection)
                .map(item -> new Refused(item.delivery(), (Rejection) item.decoded()))
                .toList();
    }

    /** Those that are events, or were until the handler failed at them. */
    List<Delivery> valid() {
        return items().filter(Item::valid).map(Item::delivery).toList();
    }

    /** Those of them at which the handler failed. */
    List<Delivery> failed() {
        return items().filter(Item::failed).map(Item::delivery).toList();
    }

    /** Its events and what they came in. */
    List<Sieve.Grain> grains() {
        return items().filter(item -> item.decoded() instanceof Event)
                .map(item -> new Sieve.Grain(item.delivery(), (Event) item.decoded()))
                .toList();
    }

    /** Those that are events, or were until the handler failed at them, by partition and in their order: whether it did. */
    Map<PartitionId, List<Boolean>> failures() {
        return items().filter(Item::valid)
                .collect(Collectors.groupingBy(Item::partition, Collectors.mapping(Item::failed, Collectors.toList())));
    }

    /** The same without these, as far as its positions. */
    Batch without(Collection<Delivery> others) {
        Set<Delivery> left = Set.copyOf(others);
        return new Batch(spans.stream()
                .map(span -> span.with(span.items().stream()
                        .filter(item -> !left.contains(item.delivery()))
                        .toList()))
                .toList());
    }

    /** When its records were produced. */
    List<Instant> produced() {
        return items().map(item -> item.delivery().timestamp()).toList();
    }

    /** Its records as they came. */
    Stream<Delivery> deliveries() {
        return items().map(Item::delivery);
    }

    private Stream<Item> items() {
        return spans.stream().flatMap(span -> span.items().stream());
    }

    /** Two batches, to be applied one after the other, that together are this one; it must have two records or more. */
    List<Batch> halves() {
        int half = size() / 2;
        return List.of(first(half), rest(half));
    }

    /** The first {@code count} records, with the holes before the next. */
    Batch first(int count) {
        List<Span> first = new ArrayList<>();
        int missing = count;
        for (Span span : spans) {
            if (missing > 0 || span.items().isEmpty()) {
                first.add(span.first(missing));
            }
            missing -= Math.min(missing, span.items().size());
        }
        return new Batch(first);
    }

    /** What comes after the first {@code count} records. */
    Batch rest(int count) {
        List<Span> rest = new ArrayList<>();
        int skipped = count;
        for (Span span : spans) {
            if (skipped < span.items().size()) {
                rest.add(span.rest(skipped));
            }
            skipped -= Math.min(skipped, span.items().size());
        }
        return new Batch(rest);
    }

    /** The same records, of which these are no events any more. */
    Batch refused(Map<Delivery, Rejection> rejections) {
        return new Batch(spans.stream()
                .map(span -> span.with(span.items().stream()
                        .map(item -> rejections.containsKey(item.delivery())
                                ? item.refused(rejections.get(item.delivery()))
                                : item)
                        .toList()))
                .toList());
    }

    /** The same records, none of which is an event any more. */
    Batch refused(Rejection rejection) {
        return new Batch(spans.stream()
                .map(span -> span.with(span.items().stream()
                        .map(item -> item.refused(rejection))
                        .toList()))
                .toList());
    }
}
