package crm.ingest.service;

import crm.profile.entity.ProfileId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What Kafka promises of transactional producers, and no more. Thread-safe. */
public final class FakeTopic<T> {

    private final Function<T, ProfileId> key;
    private final Map<Integer, Integer> epochs = new HashMap<>();
    private final Map<Integer, Long> committed = new HashMap<>();
    private final Map<ProfileId, List<T>> records = new TreeMap<>();

    public FakeTopic(Function<T, ProfileId> key) {
        this.key = key;
    }

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

        void send(long number, List<T> batch) {
            synchronized (FakeTopic.this) {
                if (epochs.get(shard) != epoch) {
                    throw new Ended();
                }
                batch.forEach(item -> records.computeIfAbsent(key.apply(item), id -> new ArrayList<>())
                        .add(item));
                committed.put(shard, number);
            }
        }
    }

    /** What was sent of each profile, in its order. */
    public synchronized Map<ProfileId, List<T>> records() {
        return new TreeMap<>(records);
    }
}
