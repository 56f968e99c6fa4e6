package crm.operations.entity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetentionRiskTest {

    @Test
    void whatStandsStillIsLostWhenItIsOldEnough() {
        assertThat(RetentionRisk.of(1000, 100, 1).lossSeconds()).hasValue(900);
        assertThat(RetentionRisk.of(1000, 100, 0.5).lossSeconds()).hasValue(1800);
        assertThat(RetentionRisk.of(1000, 2000, 1).lossSeconds()).hasValue(0);
    }

    @Test
    void nothingIsLostWhileItGains() {
        assertThat(RetentionRisk.of(1000, 100, 0).lossSeconds()).isEmpty();
        assertThat(RetentionRisk.of(1000, 100, -1).lossSeconds()).isEmpty();
        assertThat(RetentionRisk.of(1000, 0, 1).lossSeconds()).isEmpty();
    }
}
