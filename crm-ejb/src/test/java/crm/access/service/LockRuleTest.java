package crm.access.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockRuleTest {

    private final LockRule rule = new LockRule(5, Duration.ofSeconds(15), Duration.ofMinutes(15));

    @ParameterizedTest
    @CsvSource({"0, PT0S", "4, PT0S", "5, PT15S", "6, PT30S", "7, PT1M", "10, PT8M", "11, PT15M", "1000000, PT15M"})
    void doublesUpToTheLongest(int failures, Duration lock) {
        assertThat(rule.lockOf(failures)).isEqualTo(lock);
    }
}
