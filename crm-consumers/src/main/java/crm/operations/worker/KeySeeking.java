package crm.operations.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.ingest.entity.KeySeek;
import crm.ingest.entity.KeyStand;
import crm.ingest.entity.LogAway;
import crm.ingest.entity.PartitionId;
import crm.ingest.entity.PartitionLog;
import crm.ingest.entity.Scope;
import crm.ingest.service.KeyDecisions;
import crm.ingest.worker.GroupTopics;
import crm.ingest.worker.KeyRecords;
import crm.operations.entity.KeySought;
import crm.operations.entity.SeekPoint;
import crm.operations.entity.SteeringRefused;
import crm.operations.entity.SteeringRefused.Reason;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Where a single key goes on. The log is asked before anything is locked. */
@Stateless
public class KeySeeking {

    private static final Duration PATIENCE = Duration.ofSeconds(4);

    @EJB
    private KeyDecisions decisions;

    @Inject
    private GroupTopics topics;

    @Inject
    private KeyRecords records;

    /**
     * What a seek would do now.
     *
     * @param partitions that the topic of the scope has, 0 while the log has not told
     */
    public KeySought preview(String group, Scope scope, int partitions, String key, SeekPoint to) {
        Plan plan = plan(group, scope, partitions, key, to);
        return plan.sought(decisions.dropping(group, plan.seek()));
    }

    public KeySought seek(String group, Scope scope, int partitions, String key, SeekPoint to) {
        Plan plan = plan(group, scope, partitions, key, to);
        return plan.sought(decisions.seek(group, plan.seek()));
    }

    private record Plan(KeySeek seek, long from, KeyRecords.Count again) {

        KeySought sought(long dropped) {
            return new KeySought(seek.partition(), from, seek.to(), again.records(), !again.complete(), dropped);
        }
    }

    private Plan plan(String group, Scope scope, int partitions, String name, SeekPoint to) {
        if (partitions == 0) {
            throw new LogAway();
        }
        byte[] key = name.getBytes(UTF_8);
        PartitionId partition = scope.partition() == Scope.ALL
                ? topics.home(scope.topic(), key, partitions)
                : new PartitionId(scope.topic(), scope.partition());
        PartitionLog log = topics.logs(List.of(partition)).get(0);
        KeySeek asked = new KeySeek(partition, key, 0);
        KeyStand stand = decisions
                .stand(group, asked.hash(), partition)
                .filter(found -> found.topicId().equals(log.topicId()))
                .orElseThrow(() -> new SteeringRefused(
                        Reason.CONFLICT, "/partition", "The group has not come to this partition yet."));
        KeySeek seek = new KeySeek(partition, key, target(log, stand, to));
        KeyRecords.Count again = seek.to() < stand.next()
                ? records.count(partition, seek.hash(), seek.to(), stand.position(), PATIENCE)
                : new KeyRecords.Count(0, true);
        return new Plan(seek, stand.next(), again);
    }

    private long target(PartitionLog log, KeyStand stand, SeekPoint to) {
        return switch (to.to()) {
            case EARLIEST -> Math.min(log.begin(), stand.position());
            case LATEST -> stand.position();
            case OFFSET -> within(log, stand, to.offset());
            case TIME -> Math.min(since(log, to.time().orElseThrow()), stand.position());
        };
    }

    /** Nothing is known yet of what the group has not come to. */
    private static long within(PartitionLog log, KeyStand stand, long offset) {
        if (offset < log.begin() || offset > stand.position()) {
            throw SteeringRefused.impossible(
                    "/value",
                    "A key goes back to " + log.begin() + " and on to " + stand.position()
                            + ", to which the group has come in this partition.");
        }
        return offset;
    }

    private long since(PartitionLog log, Instant time) {
        return topics.since(List.of(log.partition()), time).getOrDefault(log.partition(), log.end());
    }
}
