package crm.profile.entity;

import crm.ingest.entity.Identity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A customer in a list.
 *
 * @param name the full name, or first and last name, where known
 */
public record CustomerSummary(
        UUID profileId,
        Optional<String> customerId,
        Optional<String> name,
        Optional<String> email,
        Optional<String> phone,
        Optional<String> country,
        long orders,
        List<Money> totalSpend,
        Optional<Instant> firstSeenAt,
        Optional<Instant> lastSeenAt,
        List<Identity> identities) {}
