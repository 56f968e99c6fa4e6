package crm.segment.entity;

import crm.profile.entity.CustomerSummary;
import java.time.Instant;
import java.util.List;

/**
 * Of whom a condition holds that nobody has published.
 *
 * @param count exact, of all profiles
 * @param sample some of them, as the caller may see them; visitors of whom nothing is known are counted and not shown
 * @param asOf the instant at which it holds
 */
public record Preview(long count, List<CustomerSummary> sample, Instant asOf, long tookMs) {

    public Preview {
        sample = List.copyOf(sample);
    }
}
