package crm.access.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Settings of what happens to those who guess passwords, {@code crm.access.lock-*} and their like. */
@ApplicationScoped
public class LockSettings {

    private final LockRule pair;
    private final LockRule account;
    private final LockRule address;
    private final Duration memory;
    private final Duration knownAddresses;
    private final int hashesAtOnce;

    /** For the container's proxies. */
    protected LockSettings() {
        this(1, 1, 1, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), 1);
    }

    @Inject
    public LockSettings(
            @ConfigProperty(name = "crm.access.lock-after") int after,
            @ConfigProperty(name = "crm.access.lock-account-after") int accountAfter,
            @ConfigProperty(name = "crm.access.lock-address-after") int addressAfter,
            @ConfigProperty(name = "crm.access.lock-first") Duration first,
            @ConfigProperty(name = "crm.access.lock-longest") Duration longest,
            @ConfigProperty(name = "crm.access.lock-memory") Duration memory,
            @ConfigProperty(name = "crm.access.known-addresses") Duration knownAddresses,
            @ConfigProperty(name = "crm.access.hashes-at-once") int hashesAtOnce) {
        check(after > 0, "crm.access.lock-after must be greater than 0");
        check(accountAfter > 0, "crm.access.lock-account-after must be greater than 0");
        check(addressAfter > 0, "crm.access.lock-address-after must be greater than 0");
        check(first.toMillis() > 0, "crm.access.lock-first must be greater than 0");
        check(longest.compareTo(first) >= 0, "crm.access.lock-longest must not be less than crm.access.lock-first");
        check(memory.compareTo(longest) >= 0, "crm.access.lock-memory must not be less than crm.access.lock-longest");
        check(!knownAddresses.isNegative(), "crm.access.known-addresses must not be negative");
        check(hashesAtOnce > 0, "crm.access.hashes-at-once must be greater than 0");
        this.pair = new LockRule(after, first, longest);
        this.account = new LockRule(accountAfter, first, longest);
        this.address = new LockRule(addressAfter, first, longest);
        this.memory = memory;
        this.knownAddresses = knownAddresses;
        this.hashesAtOnce = hashesAtOnce;
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** For one account from one address. */
    LockRule pair() {
        return pair;
    }

    /** For one account from all addresses that are new to it. */
    LockRule account() {
        return account;
    }

    /** For all accounts that are new to one address. */
    LockRule address() {
        return address;
    }

    /** How long a failure counts. */
    Duration memory() {
        return memory;
    }

    /** How long an address is known to an account after a login. */
    Duration knownAddresses() {
        return knownAddresses;
    }

    int hashesAtOnce() {
        return hashesAtOnce;
    }
}
