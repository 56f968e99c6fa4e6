package crm.profile.entity;

import crm.ingest.entity.Shard;
import java.util.List;
import java.util.Optional;

/**
 * Profiles that are published in one Kafka transaction.
 *
 * @param number higher than that of every batch of the shard before
 */
public record ProfileBatch(Shard shard, long number, List<Item> items) {

    public ProfileBatch {
        items = List.copyOf(items);
    }

    /**
     * One of them, as it was in one snapshot of the database.
     *
     * @param version of the profile, 0 for one that is gone
     * @param view empty for a profile that does not answer any more: another one answers in its place, or it is gone
     * @param trace the span that changed it (W3C {@code traceparent}), where one is known
     */
    public record Item(ProfileId profile, long version, Optional<ProfileView> view, Optional<String> trace) {}
}
