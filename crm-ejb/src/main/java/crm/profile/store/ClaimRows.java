package crm.profile.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.ingest.entity.Event;
import crm.ingest.service.ViolationRows;
import crm.platform.entity.Sha256;
import crm.platform.service.Columns;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Which events were applied: the first of each (source, id) claims it for ever. A later one with another body is counted
 * as an {@code id_conflict}. Claims are taken in one order, so that two workers with the same events wait for each other
 * instead of dying of it.
 *
 * <p>Nearly all events are new, and nearly all others were applied long ago. So what is known is read first, and the rest
 * is inserted as if it could not be there; only where another worker has claimed one of them in between is it done again.
 */
public final class ClaimRows {

    private static final String KNOWN = "select high, low, digest from claim where high = any (?)";
    private static final String CLAIM =
            "insert into claim (high, low, digest) select * from unnest(?::int8[], ?::int8[], ?::int8[])";
    private static final String UNIQUE_VIOLATION = "23505";
    /** 2^64 divided by the golden ratio, odd. */
    private static final long SPREAD = 0x9e37_79b9_7f4a_7c15L;

    private final Connection connection;
    private final MessageDigest sha256;
    private final CRC32 crc32 = new CRC32();
    private final CRC32C crc32c = new CRC32C();
    private final ViolationRows violations;

    /** @param violations where conflicts are counted; the caller writes them */
    public ClaimRows(Connection connection, ViolationRows violations) {
        this.connection = connection;
        this.violations = violations;
        this.sha256 = Sha256.digest();
    }

    /** The first 128 bits of a hash of source and id. */
    private record Key(long high, long low) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            int order = Long.compare(high, other.high);
            return order != 0 ? order : Long.compare(low, other.low);
        }
    }

    /** @param digest tells a resend from another body under the same id */
    private record Claim(Key key, long digest, Event event) {}

    /** Those of the events that nobody has applied, in their order. */
    public List<Event> claim(List<Event> events) throws SQLException {
        Map<Key, Claim> first = new LinkedHashMap<>();
        List<Claim> repeated = new ArrayList<>();
        for (Event event : events) {
            Claim claim = claimOf(event);
            if (first.putIfAbsent(claim.key(), claim) != null) {
                repeated.add(claim);
            }
        }
        Map<Key, Long> known = take(first);
        List<Event> fresh = new ArrayList<>(first.size());
        for (Claim claim : first.values()) {
            if (known.containsKey(claim.key())) {
                repeated.add(claim);
            } else {
                fresh.add(claim.event());
            }
        }
        for (Claim claim : repeated) {
            long applied =
                    known.getOrDefault(claim.key(), first.get(claim.key()).digest());
            if (applied != claim.digest()) {
                violations.conflict(claim.event());
            }
        }
        return fresh;
    }

    /** Those of the events that somebody has applied. */
    public List<Event> known(List<Event> events) throws SQLException {
        List<Claim> claims = events.stream().map(this::claimOf).toList();
        Map<Key, Long> known = known(claims.stream().map(Claim::key).toList());
        return claims.stream()
                .filter(claim -> known.containsKey(claim.key()))
                .map(Claim::event)
                .toList();
    }

    private Claim claimOf(Event event) {
        sha256.update(event.stamp().source().getBytes(UTF_8));
        sha256.update((byte) 0);
        ByteBuffer id = ByteBuffer.wrap(sha256.digest(event.stamp().id().getBytes(UTF_8)));
        return new Claim(new Key(id.getLong(), id.getLong()), digest(event), event);
    }

    /** Tells bodies apart that were not made to be mistaken for each other; nothing but a count depends on it. */
    private long digest(Event event) {
        byte[] data = event.data().getBytes(UTF_8);
        crc32.reset();
        crc32.update(data);
        crc32c.reset();
        crc32c.update(data);
        Instant time = event.stamp().time();
        int envelope = Objects.hash(
                event.type(),
                time.getEpochSecond(),
                time.getNano(),
                event.subject().toString());
        return (crc32.getValue() << Integer.SIZE | crc32c.getValue()) ^ Integer.toUnsignedLong(envelope) * SPREAD;
    }

    /** Claims those that nobody has; says which others there are, and their digests. */
    private Map<Key, Long> take(Map<Key, Claim> wanted) throws SQLException {
        Map<Key, Claim> missing = new TreeMap<>(wanted);
        Map<Key, Long> known = new HashMap<>();
        do {
            known.putAll(known(missing.keySet()));
            missing.keySet().removeAll(known.keySet());
        } while (!inserted(missing.values()));
        return known;
    }

    private Map<Key, Long> known(Collection<Key> keys) throws SQLException {
        Map<Key, Long> known = new HashMap<>();
        try (Columns select = new Columns(connection, KNOWN).longs(keys, Key::high)) {
            ResultSet row = select.query();
            while (row.next()) {
                known.put(new Key(row.getLong(1), row.getLong(2)), row.getLong(3));
            }
        }
        known.keySet().retainAll(keys);
        return known;
    }

    /** False if another worker, whose transaction has ended by now, has claimed one of them meanwhile. */
    private boolean inserted(Collection<Claim> claims) throws SQLException {
        if (claims.isEmpty()) {
            return true;
        }
        execute("savepoint claiming");
        try (Columns insert = new Columns(connection, CLAIM)
                .longs(claims, claim -> claim.key().high())
                .longs(claims, claim -> claim.key().low())
                .longs(claims, Claim::digest)) {
            insert.update();
        } catch (SQLException e) {
            if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw e;
            }
            execute("rollback to savepoint claiming");
            return false;
        }
        execute("release savepoint claiming");
        return true;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
