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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Which events were applied: the first of each (source, id) claims it for ever. A later one with another body is counted
 * as an {@code id_conflict}. Claims are taken in one order, so that two workers with the same events wait for each other
 * instead of dying of it.
 */
public final class ClaimRows {

    private static final String CLAIM = """
            insert into claim (id, digest)
            select k.id, k.digest from unnest(?::uuid[], ?::int8[]) as k (id, digest) order by k.id
            on conflict do nothing
            returning id""";
    private static final String DIGESTS = "select id, digest from claim where id = any (?)";
    private final Connection connection;
    private final MessageDigest sha256;
    private final ViolationRows violations;

    /** @param violations where conflicts are counted; the caller writes them */
    public ClaimRows(Connection connection, ViolationRows violations) {
        this.connection = connection;
        this.violations = violations;
        this.sha256 = Sha256.digest();
    }

    private record Claim(UUID id, long digest, Event event) {}

    /** Those of the events that nobody has applied, in their order. */
    public List<Event> claim(List<Event> events) throws SQLException {
        Map<UUID, Claim> first = new LinkedHashMap<>();
        List<Claim> repeated = new ArrayList<>();
        for (Event event : events) {
            Claim claim = claimOf(event);
            if (first.putIfAbsent(claim.id(), claim) != null) {
                repeated.add(claim);
            }
        }
        Set<UUID> taken = take(first);
        first.values().stream().filter(claim -> !taken.contains(claim.id())).forEach(repeated::add);
        countConflicts(repeated);
        return first.values().stream()
                .filter(claim -> taken.contains(claim.id()))
                .map(Claim::event)
                .toList();
    }

    /** Those of the events that somebody has applied. */
    public List<Event> known(List<Event> events) throws SQLException {
        List<Claim> claims = events.stream().map(this::claimOf).toList();
        Map<UUID, Long> digests = digests(claims);
        return claims.stream()
                .filter(claim -> digests.containsKey(claim.id()))
                .map(Claim::event)
                .toList();
    }

    private Claim claimOf(Event event) {
        sha256.update(event.stamp().source().getBytes(UTF_8));
        sha256.update((byte) 0);
        ByteBuffer id = ByteBuffer.wrap(sha256.digest(event.stamp().id().getBytes(UTF_8)));
        sha256.update(event.type().getBytes(UTF_8));
        sha256.update(event.stamp().time().toString().getBytes(UTF_8));
        sha256.update(event.subject().toString().getBytes(UTF_8));
        ByteBuffer body = ByteBuffer.wrap(sha256.digest(event.data().getBytes(UTF_8)));
        return new Claim(new UUID(id.getLong(), id.getLong()), body.getLong(), event);
    }

    private Set<UUID> take(Map<UUID, Claim> claims) throws SQLException {
        Set<UUID> taken = new HashSet<>();
        try (Columns claim = new Columns(connection, CLAIM)
                .uuids(claims.values(), Claim::id)
                .longs(claims.values(), Claim::digest)) {
            ResultSet rows = claim.query();
            while (rows.next()) {
                taken.add(rows.getObject(1, UUID.class));
            }
        }
        return taken;
    }

    private void countConflicts(List<Claim> repeated) throws SQLException {
        if (repeated.isEmpty()) {
            return;
        }
        Map<UUID, Long> digests = digests(repeated);
        for (Claim claim : repeated) {
            if (digests.get(claim.id()) != claim.digest()) {
                violations.conflict(claim.event());
            }
        }
    }

    private Map<UUID, Long> digests(List<Claim> claims) throws SQLException {
        Map<UUID, Long> digests = new LinkedHashMap<>();
        try (Columns select = new Columns(connection, DIGESTS).uuids(claims, Claim::id)) {
            ResultSet rows = select.query();
            while (rows.next()) {
                digests.put(rows.getObject(1, UUID.class), rows.getLong(2));
            }
        }
        return digests;
    }
}
