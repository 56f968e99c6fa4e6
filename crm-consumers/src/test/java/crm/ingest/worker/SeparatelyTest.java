package crm.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.PartitionId;
import crm.platform.service.StoreFailed;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class SeparatelyTest {

    private static final List<PartitionId> TWELVE =
            IntStream.range(0, 12).mapToObj(Batches::partition).toList();

    private final List<PartitionId> done = new ArrayList<>();
    private final Set<PartitionId> spoilt = new HashSet<>();
    private RuntimeException failure = new TimeoutException("no leader");
    private Instant now = Instant.EPOCH;
    private int attempts;

    @Test
    void doesAllAtOnceWhereNothingFails() {
        assertThat(attempt()).isEmpty();
        assertThat(done).isEqualTo(TWELVE);
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void leavesOutTheOneWithoutALeader() {
        spoilt.add(Batches.partition(2));
        assertThat(attempt().orElseThrow().of()).containsExactly(Batches.partition(2));
        assertThat(done).hasSize(11).doesNotContain(Batches.partition(2));
    }

    @Test
    void leavesOutTheOneWhoseRowIsLocked() {
        failure = new StoreFailed(new SQLException("locked", "55P03"));
        spoilt.add(Batches.partition(9));
        assertThat(attempt().orElseThrow().of()).containsExactly(Batches.partition(9));
        assertThat(done).hasSize(11);
    }

    @Test
    void triesNoPartsWhereTheDatabaseIsAway() {
        failure = new StoreFailed(new SQLException("away", "08006"));
        spoilt.addAll(TWELVE);
        assertThat(attempt().orElseThrow().of()).containsExactlyInAnyOrderElementsOf(TWELVE);
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void givesUpInTimeWhereTheBrokerIsAway() {
        spoilt.addAll(TWELVE);
        assertThat(attempt().orElseThrow().of()).containsExactlyInAnyOrderElementsOf(TWELVE);
        assertThat(attempts).isEqualTo(6);
    }

    private Optional<Separately.Rest> attempt() {
        return new Separately(() -> now, Duration.ofSeconds(20)).attempt(TWELVE, this::attempt);
    }

    private void attempt(List<PartitionId> part) {
        attempts++;
        if (part.stream().anyMatch(spoilt::contains)) {
            now = now.plusSeconds(4);
            throw failure;
        }
        done.addAll(part);
    }
}
