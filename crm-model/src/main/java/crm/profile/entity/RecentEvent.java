package crm.profile.entity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An event that was applied just now, with nothing personal in it.
 *
 * @param at its own time
 * @param customer the id by which the customer is known, unless it could be an address
 * @param amount of an order or a refund
 */
public record RecentEvent(
        long number, Instant at, String type, UUID profile, Optional<String> customer, Optional<Money> amount) {}
