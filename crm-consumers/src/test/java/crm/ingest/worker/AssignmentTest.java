package crm.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.ingest.entity.Claim;
import crm.ingest.entity.Claims;
import crm.ingest.entity.PartitionId;
import crm.ingest.entity.PartitionLog;
import crm.ingest.entity.Rebalance;
import crm.ingest.service.PositionStore;
import crm.ingest.service.RebalanceDiary;
import crm.platform.service.StoreFailed;
import jakarta.ejb.EJBException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;

class AssignmentTest {

    private static final PartitionId FIRST = Batches.partition(0);
    private static final PartitionId SECOND = Batches.partition(1);

    private final Log log = new Log();
    private final Positions positions = new Positions();
    private final Partitions partitions = new Partitions();
    private final Assignment assignment = assignment();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void whatAnotherOwnsIsLeftToItForTwoSessions() {
        assign(FIRST, SECOND);
        assignment.fenced(Set.of(FIRST));
        assignment.claimDue();
        assertThat(owned()).containsExactly(SECOND);
        assertThat(partitions.due(now.plus(Duration.ofSeconds(10)))).isEmpty();
    }

    @Test
    void whatAnOperatorMovedIsClaimedAtOnce() {
        assign(FIRST);
        positions.own.add(FIRST);
        assignment.fenced(Set.of(FIRST));
        assignment.claimDue();
        assertThat(owned()).containsExactly(FIRST);
    }

    @Test
    void asksAgainSoonWhoseItIsWhereTheDatabaseCouldNotSay() {
        assign(FIRST);
        positions.own.add(FIRST);
        positions.failure = new StoreFailed(new SQLException("away", "08006"));
        assignment.fenced(Set.of(FIRST));
        assertThat(owned()).isEmpty();
        positions.failure = null;
        claimSoon();
        assertThat(owned()).containsExactly(FIRST);
        assertThat(positions.asked).isEqualTo(2);
    }

    /** It is another's: what could not be said at first must not be taken from it. */
    @Test
    void doesNotTakeFromAnotherWhatItCouldNotAskAbout() {
        assign(FIRST);
        positions.failure = new EJBException("no transaction");
        assignment.fenced(Set.of(FIRST));
        positions.failure = null;
        claimSoon();
        assertThat(owned()).isEmpty();
        assertThat(positions.asked).isEqualTo(2);
    }

    @Test
    void stopsWhereTheWorkerIsToStop() {
        assign(FIRST);
        positions.failure = new WakeupException();
        assertThatThrownBy(() -> assignment.fenced(Set.of(FIRST))).isInstanceOf(WakeupException.class);
    }

    /** The log's end was older than the position: nothing is wrong. */
    @Test
    void looksAgainBeforeItBelievesThatALogWasCutOff() {
        positions.position = 95;
        log.assign(KafkaPartitions.kafka(List.of(FIRST)));
        assignment.onPartitionsAssigned(KafkaPartitions.kafka(List.of(FIRST)));
        assertThat(owned()).isEmpty();
        assertThat(partitions.held()).isEmpty();
        assignment.claimDue();
        assertThat(owned()).as("not before the log has settled").isEmpty();
        log.end = 97;
        claimSoon();
        assertThat(owned()).containsExactly(FIRST);
    }

    @Test
    void believesThatALogWasCutOffAtTheSecondLook() {
        positions.position = 95;
        log.assign(KafkaPartitions.kafka(List.of(FIRST)));
        assignment.onPartitionsAssigned(KafkaPartitions.kafka(List.of(FIRST)));
        claimSoon();
        assertThat(owned()).isEmpty();
        assertThat(partitions.held()).containsExactly(FIRST);
    }

    private void claimSoon() {
        now = now.plusSeconds(1);
        assignment.claimDue();
    }

    private void assign(PartitionId... assigned) {
        List<TopicPartition> kafka = KafkaPartitions.kafka(List.of(assigned));
        log.assign(kafka);
        assignment.onPartitionsAssigned(kafka);
        assertThat(owned()).containsExactly(assigned);
    }

    private List<PartitionId> owned() {
        return partitions.owned().stream().map(Claim::partition).toList();
    }

    private Assignment assignment() {
        Group group = new Group("group", Map.of("orders", "customer_order"), 1, null);
        Workplace workplace = new Workplace(
                new KafkaClients(new KafkaSettings(new MapConfig(Map.of()))),
                null,
                new OneTopic(),
                null,
                positions,
                null,
                null,
                new NoDiary(),
                null,
                null,
                null,
                new WorkerTelemetry());
        return new Assignment(log, new Member(group, "ada"), partitions, workplace, new Trouble("ada"), () -> now);
    }

    private static final class Log extends MockConsumer<byte[], byte[]> {

        private long end = 90;

        Log() {
            super("none");
        }

        @Override
        public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> asked, Duration timeout) {
            return offsets(asked, 0);
        }

        @Override
        public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> asked, Duration timeout) {
            return offsets(asked, end);
        }

        private static Map<TopicPartition, Long> offsets(Collection<TopicPartition> asked, long offset) {
            return asked.stream().collect(Collectors.toMap(partition -> partition, partition -> offset));
        }
    }

    private static final class OneTopic extends Topics {

        @Override
        Map<String, UUID> ids(Collection<String> topics) {
            return Map.of("orders", Batches.TOPIC_ID);
        }
    }

    private static final class NoDiary extends RebalanceDiary {

        @Override
        public void told(String group, String member, Rebalance.Kind kind, Collection<PartitionId> partitions) {}
    }

    private static final class Positions extends PositionStore {

        private final Set<PartitionId> own = new HashSet<>();
        private final Map<PartitionId, Long> epochs = new HashMap<>();
        private RuntimeException failure;
        private int asked;
        private long position = 40;

        @Override
        public Claims claim(String group, String owner, Collection<PartitionLog> logs, Collection<Claim> before) {
            List<Claim> granted = new ArrayList<>();
            List<Claim> doubted = new ArrayList<>();
            for (PartitionLog log : logs) {
                long epoch = epochs.merge(log.partition(), 1L, Long::sum);
                Claim claim = new Claim(log.partition(), log.topicId(), epoch, position, Optional.empty());
                if (position <= log.end()) {
                    granted.add(claim);
                } else if (before.stream().noneMatch(other -> Claims.confirms(Optional.of(other), claim))) {
                    doubted.add(claim);
                }
            }
            return new Claims(granted, doubted);
        }

        @Override
        public List<PartitionId> ownedBy(String group, String owner, Set<PartitionId> lost) {
            asked++;
            if (failure != null) {
                throw failure;
            }
            return lost.stream().filter(own::contains).toList();
        }
    }
}
