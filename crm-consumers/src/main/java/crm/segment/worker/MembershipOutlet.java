package crm.segment.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.ingest.entity.RelayStatus;
import crm.ingest.entity.Shard;
import crm.ingest.service.Round;
import crm.ingest.worker.Outlet;
import crm.segment.entity.ChangeBatch;
import crm.segment.entity.MembershipChange;
import crm.segment.service.MembershipEvent;
import crm.segment.service.MembershipOutbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Changes of memberships as records under the ids of their profiles, of a topic that keeps each for a month. */
final class MembershipOutlet implements Outlet {

    private static final Map<String, String> KEPT_FOR_A_MONTH = Map.of(
            "cleanup.policy",
            "delete",
            "retention.ms",
            String.valueOf(Duration.ofDays(30).toMillis()));

    private final MembershipOutbox outbox;

    MembershipOutlet(MembershipOutbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public String what() {
        return "memberships";
    }

    @Override
    public String role() {
        return "crm_segment_membership";
    }

    @Override
    public Map<String, String> configuration() {
        return KEPT_FOR_A_MONTH;
    }

    @Override
    public List<Integer> due(String node) {
        return outbox.due(node);
    }

    @Override
    public Optional<Shard> claim(String node, int shard) {
        return outbox.claim(node, shard);
    }

    @Override
    public Optional<Load> next(Shard shard, long committed, Round round, String topic) {
        return outbox.next(shard, committed, round).map(batch -> load(batch, topic));
    }

    private Load load(ChangeBatch batch, String topic) {
        return new Load(
                batch.number(),
                batch.changes().stream()
                        .map(change -> parcel(batch.shard(), change, topic))
                        .toList());
    }

    private Parcel parcel(Shard shard, MembershipChange change, String topic) {
        return new Parcel(
                "profile=" + change.profile() + " membership=" + change.number(),
                now -> record(change, topic),
                change.trace(),
                () -> outbox.withhold(shard, change));
    }

    private static ProducerRecord<byte[], byte[]> record(MembershipChange change, String topic) {
        List<Header> headers = new ArrayList<>();
        headers.add(header("content-type", MembershipEvent.MEDIA_TYPE));
        change.trace().ifPresent(trace -> headers.add(header("traceparent", trace)));
        byte[] key = change.profile().toString().getBytes(UTF_8);
        return new ProducerRecord<>(topic, null, null, key, MembershipEvent.of(change), headers);
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }

    @Override
    public void release(String node) {
        outbox.release(node);
    }

    @Override
    public RelayStatus status() {
        return outbox.status();
    }
}
