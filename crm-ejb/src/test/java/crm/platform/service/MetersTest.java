package crm.platform.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MetersTest {

    private final Meters meters = new Meters();

    @Test
    void leavesNoThreadBehindThatWouldOutliveTheApplication() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Counter counted = meters.counter("crm_counted", "Counted.", "group");
        Histogram spread = meters.histogram("crm_spread", "Spread.", new double[] {1, 2}, "group");
        for (int i = 0; i < 1000; i++) {
            counted.labelValues("a").inc();
            spread.labelValues("a").observe(i);
        }
        assertThat(new String(meters.text(), UTF_8)).contains("crm_counted_total{group=\"a\"} 1000.0");
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> !before.contains(thread))
                        .map(Thread::getName)
                        .collect(Collectors.toSet()))
                .noneMatch(name -> name.contains("prometheus"));
    }
}
