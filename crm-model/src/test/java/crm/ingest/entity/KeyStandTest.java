package crm.ingest.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyStandTest {

    private static final UUID TOPIC = UUID.randomUUID();

    @Test
    void isTheGroupsPositionWhereNothingWaits() {
        assertThat(stand(OptionalLong.empty(), Optional.empty()).next()).isEqualTo(10);
    }

    @Test
    void isTheFirstThatWaits() {
        assertThat(stand(OptionalLong.of(7), Optional.empty()).next()).isEqualTo(7);
    }

    @Test
    void isWhatIsReadAgainWhereThatLiesBefore() {
        assertThat(stand(OptionalLong.of(7), Optional.of(again(3))).next()).isEqualTo(3);
        assertThat(stand(OptionalLong.of(2), Optional.of(again(3))).next()).isEqualTo(2);
    }

    private static KeyStand stand(OptionalLong first, Optional<SoughtKey> again) {
        return new KeyStand(TOPIC, 10, first, again);
    }

    private static SoughtKey again(long next) {
        return new SoughtKey(
                1, "group", new KeyHash("orders", new UUID(0, 1)), TOPIC, new PartitionId("orders", 0), next, 10);
    }
}
