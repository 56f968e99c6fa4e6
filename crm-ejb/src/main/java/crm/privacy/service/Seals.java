package crm.privacy.service;

import crm.privacy.entity.MasterKeyMissing;
import crm.privacy.service.SealingKeys.Unwrapped;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Seals personal values under a key per person: {@code seals.toSeal(connection, ids).seal(id, "event.data/name", text)}.
 * A person's id is that of the profile which the identity at hand makes ({@code ProfileId.of(identity)}), whoever owns
 * what was said by now; where nobody can be told it is {@link #NOBODY}. Thread-safe.
 *
 * <p>Keys are rows, made and read in the transaction of the given connection. A transaction that seals for new people
 * should do so after it has taken its other locks: another that seals for the same people waits for its end.
 *
 * <p>Each node keeps keys it has used for {@link #LIFE}.
 */
@ApplicationScoped
public class Seals {

    /** Whose values those are that belong to nobody known, such as a record that could not be read. */
    public static final UUID NOBODY = new UUID(0, 1);

    /** Under this id the key of {@link KeyedDigest} is kept. */
    static final UUID DIGESTS = new UUID(0, 2);

    /** How long a node uses a key without asking the database for it. */
    public static final Duration LIFE = Duration.ofMinutes(1);

    private static final int KEPT = 20_000;

    private final Custody custody;
    private final KeyCache cache;

    /** For the container's proxies. */
    protected Seals() {
        this(new Custody());
    }

    @Inject
    public Seals(Custody custody) {
        this(custody, InstantSource.system());
    }

    Seals(Custody custody, InstantSource clock) {
        this.custody = custody;
        this.cache = new KeyCache(KEPT, LIFE, clock);
    }

    /**
     * The keys of people whose values are to be sealed or opened; who has none gets one, in the connection's transaction.
     * One statement, two or three where somebody is new, none where all keys were used lately.
     *
     * @throws MasterKeyMissing while this node does not have the database's master key
     */
    public Keyring toSeal(Connection connection, Collection<UUID> people) throws SQLException {
        return keyring(people, missing -> keys(connection).readOrMake(missing));
    }

    /**
     * The keys of people whose values are to be opened, as far as there are any. One statement at most.
     *
     * @throws MasterKeyMissing while this node does not have the database's master key
     */
    public Keyring toOpen(Connection connection, Collection<UUID> people) throws SQLException {
        return keyring(people, missing -> keys(connection).read(missing));
    }

    /**
     * Makes everything that was sealed for these people unreadable, wherever copies of it are: deletes their keys. This
     * node forgets them at once, also if the transaction is rolled back. Every other node can open with a key that it has
     * used for up to {@link #LIFE} after the commit, and what it seals with that key in this time is lost with it; so
     * whoever erases a person first refuses the person's events, and tells the other nodes to {@link #forget}.
     */
    public void shred(Connection connection, Collection<UUID> people) throws SQLException {
        if (people.contains(NOBODY) || people.contains(DIGESTS)) {
            throw new IllegalArgumentException("these keys belong to no person");
        }
        keys(connection).delete(people);
        forget(people);
    }

    /** Lets go of keys that were shredded elsewhere. */
    public void forget(Collection<UUID> people) {
        cache.forget(people);
    }

    private interface Source {
        List<Unwrapped> of(Set<UUID> missing) throws SQLException;
    }

    private Keyring keyring(Collection<UUID> people, Source source) throws SQLException {
        if (people.isEmpty()) {
            return new Keyring(Map.of());
        }
        custody.unlocked(); // also where the cache has all: a node with another master key must not go on
        Map<UUID, Cipher> ciphers = cache.get(people);
        Set<UUID> missing = new TreeSet<>(people);
        missing.removeAll(ciphers.keySet());
        if (!missing.isEmpty()) {
            for (Unwrapped key : source.of(missing)) {
                Cipher cipher = new Cipher(key.bytes());
                ciphers.put(key.id(), cipher);
                // A key of a transaction that is rolled back exists nowhere: what is sealed with it later would be
                // lost.
                if (key.settled()) {
                    cache.put(key.id(), cipher);
                }
            }
        }
        return new Keyring(ciphers);
    }

    private SealingKeys keys(Connection connection) {
        return new SealingKeys(connection, custody.unlocked().master());
    }
}
