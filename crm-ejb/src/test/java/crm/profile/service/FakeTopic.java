package crm.profile.service;

import crm.profile.entity.ProfileBatch;
import crm.profile.entity.ProfileBatch.Item;
import crm.profile.entity.ProfileId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What Kafka promises of transactional producers, and no more. Thread-safe. */
final class FakeTopic {

    private final Map<Integer, Integer> epochs = new HashMap<>();
    private final Map<Integer, Long> committed = new HashMap<>();
    private final Map<ProfileId, List<Item>> records = new TreeMap<>();

    /** A producer that was ended by a later one. */
    static final class Ended extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    /** The one producer of a shard from now on. */
    final class Producer {

        private final int shard;
        private final int epoch;

        Producer(int shard) {
            synchronized (FakeTopic.this) {
                this.shard = shard;
                this.epoch = epochs.merge(shard, 1, Integer::sum);
            }
        }

        long committed() {
            synchronized (FakeTopic.this) {
                return committed.getOrDefault(shard, 0L);
            }
        }

        void send(ProfileBatch batch) {
            synchronized (FakeTopic.this) {
                if (epochs.get(shard) != epoch) {
                    throw new Ended();
                }
                batch.items()
                        .forEach(item -> records.computeIfAbsent(item.profile(), id -> new ArrayList<>())
                                .add(item));
                committed.put(shard, batch.number());
            }
        }
    }

    synchronized Map<ProfileId, List<Item>> records() {
        return new TreeMap<>(records);
    }
}
