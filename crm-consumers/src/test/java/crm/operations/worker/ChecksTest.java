package crm.operations.worker;

import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.Hold;
import crm.ingest.entity.Scope;
import crm.ingest.worker.Staff;
import crm.operations.entity.Check;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChecksTest {

    @Test
    void sayNothingWhenAllIsWell() {
        assertThat(Checks.broker(true)).isEqualTo(new Check("broker", true, ""));
        assertThat(Checks.topics(Set.of())).isEqualTo(new Check("topics", true, ""));
        assertThat(Checks.group("crm-profile", new Staff(2, 2, List.of()), ""))
                .isEqualTo(new Check("group crm-profile", true, ""));
    }

    @Test
    void sayWhatStandsStillForAnOperatorsDecision() {
        Scope scope = new Scope("customer_order", 3);
        Check check = Checks.holds(List.of(
                new Hold("crm-profile", scope, Hold.Reason.LOSS, Instant.EPOCH, "system"),
                new Hold("crm-fraud", scope, Hold.Reason.BROKEN, Instant.EPOCH, "system"),
                new Hold("crm-calm", scope, Hold.Reason.PAUSED, Instant.EPOCH, "olga")));
        assertThat(check.up()).isTrue();
        assertThat(check.detail())
                .isEqualTo("crm-profile customer_order-3 lost their place in the log: decide at /operations/losses."
                        + " crm-fraud customer_order-3 stopped because the handler fails: mend it, then resume.");
        assertThat(Checks.holds(List.of()).detail()).isEmpty();
    }

    @Test
    void nameWhatIsMissing() {
        assertThat(Checks.broker(false).detail()).contains("CRM_KAFKA_BOOTSTRAP_SERVERS");
        assertThat(Checks.topics(Set.of("b", "a")).detail()).contains("a, b");
        assertThat(Checks.group("g", new Staff(2, 1, List.of()), "").detail()).isEqualTo("1 of 2 workers run.");
        assertThat(Checks.group("g", new Staff(1, 1, List.of("PSQLException")), "")
                        .up())
                .isFalse();
        assertThat(Checks.group("g", new Staff(1, 1, List.of()), "The database does not answer.")
                        .up())
                .isFalse();
    }
}
