package crm.ingest.worker;

import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * How much a worker takes on at a time, and when it gives up on a partition.
 *
 * @param budget how long a transaction may take: enough for what it costs anyhow to weigh little, short enough that what waits
 *     behind it comes soon
 * @param memory bytes of records that are polled and not yet applied
 * @param window how many of the last events of a partition are looked at
 * @param share of them that may fail, 0 to 1
 */
record BatchSettings(Duration budget, long memory, int window, double share) {

    private static final long MEBIBYTE = 1024 * 1024;

    BatchSettings {
        if (budget.isNegative() || budget.isZero()) {
            throw new IllegalArgumentException("crm.batch.budget must be more than nothing");
        } else if (memory < 1) {
            throw new IllegalArgumentException("crm.batch.memory must be at least 1 MiB");
        } else if (window < 1 || window > 100_000) {
            throw new IllegalArgumentException("crm.breaker.window must be between 1 and 100000");
        } else if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("crm.breaker.share must be above 0 and at most 1");
        }
    }

    static BatchSettings of(Config config) {
        return new BatchSettings(
                config.getValue("crm.batch.budget", Duration.class),
                config.getValue("crm.batch.memory", Integer.class) * MEBIBYTE,
                config.getValue("crm.breaker.window", Integer.class),
                config.getValue("crm.breaker.share", Double.class));
    }

    /** So many failures in the window stop a partition. */
    int tooMany() {
        return (int) Math.ceil(window * share);
    }
}
