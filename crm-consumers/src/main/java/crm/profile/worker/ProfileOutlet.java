package crm.profile.worker;

import crm.ingest.entity.RelayStatus;
import crm.ingest.entity.Shard;
import crm.ingest.service.Round;
import crm.ingest.worker.Outlet;
import crm.profile.entity.ProfileBatch;
import crm.profile.service.ProfileOutbox;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Profiles as records of a topic that keeps the last one of each profile and nothing else. */
final class ProfileOutlet implements Outlet {

    private static final Map<String, String> COMPACTED =
            Map.of("cleanup.policy", "compact", "max.message.bytes", String.valueOf(2 * 1024 * 1024));

    private final ProfileOutbox outbox;

    ProfileOutlet(ProfileOutbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public String what() {
        return "profiles";
    }

    @Override
    public String role() {
        return "crm_profile";
    }

    @Override
    public Map<String, String> configuration() {
        return COMPACTED;
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

    private Load load(ProfileBatch batch, String topic) {
        return new Load(
                batch.number(),
                batch.items().stream()
                        .map(item -> parcel(batch.shard(), item, topic))
                        .toList());
    }

    private Parcel parcel(Shard shard, ProfileBatch.Item item, String topic) {
        return new Parcel(
                "profile=" + item.profile() + " version=" + item.version(),
                now -> ProfileRecord.of(topic, item, now),
                item.trace(),
                () -> outbox.withhold(shard, item.profile()));
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
