package crm.privacy.service;

import crm.platform.service.Columns;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** The table of wrapped keys: few statements for any number of them, rows taken in the order of their ids. */
final class SealingKeys {

    private static final String READ =
            "select id, master, wrapped, created_at < now() as settled from sealing_key where id = any (?)";
    private static final String MAKE = """
            insert into sealing_key (id, master, wrapped)
            select k.id, k.master, k.wrapped from unnest(?::uuid[], ?::text[], ?::bytea[]) as k (id, master, wrapped)
             order by k.id
            on conflict do nothing
            returning id""";
    private static final String DELETE = "delete from sealing_key where id = any (?)";
    private static final String OLD =
            "select id, master, wrapped, true as settled from sealing_key where master <> ? order by id limit ? for update";
    private static final String REWRAP = """
            update sealing_key s set master = k.master, wrapped = k.wrapped
              from unnest(?::uuid[], ?::text[], ?::bytea[]) as k (id, master, wrapped)
             where s.id = k.id""";

    private final Connection connection;
    private final MasterKey master;

    SealingKeys(Connection connection, MasterKey master) {
        this.connection = connection;
        this.master = master;
    }

    /**
     * One key.
     *
     * @param settled whether the transaction that made it is known to have committed
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Unwrapped(UUID id, byte[] bytes, boolean settled) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Wrapped(UUID id, String master, byte[] bytes) {}

    /** Those that are there. */
    List<Unwrapped> read(Collection<UUID> ids) throws SQLException {
        if (ids.isEmpty()) {
            return List.of();
        }
        try (Columns read = new Columns(connection, READ).uuids(ids, id -> id)) {
            return keys(read.query());
        }
    }

    /** Those that are there, and new ones for the rest; waits for others who make the same. */
    List<Unwrapped> readOrMake(Collection<UUID> ids) throws SQLException {
        List<Unwrapped> keys = new ArrayList<>(read(ids));
        Set<UUID> missing = new TreeSet<>(ids);
        keys.forEach(key -> missing.remove(key.id()));
        if (!missing.isEmpty()) {
            List<Unwrapped> made = make(missing);
            keys.addAll(made);
            made.forEach(key -> missing.remove(key.id()));
            keys.addAll(read(missing)); // another transaction was faster and has committed
        }
        return keys;
    }

    private List<Unwrapped> make(Set<UUID> ids) throws SQLException {
        Map<UUID, Unwrapped> candidates = new HashMap<>();
        ids.forEach(id -> candidates.put(id, new Unwrapped(id, Cipher.newKey(), false)));
        List<Unwrapped> made = new ArrayList<>();
        try (Columns make = bind(MAKE, candidates.values())) {
            ResultSet rows = make.query();
            while (rows.next()) {
                made.add(candidates.get(rows.getObject(1, UUID.class)));
            }
        }
        return made;
    }

    /** Wraps some of the keys anew that an older generation of the master key wraps; says how many. */
    int rewrap(int most) throws SQLException {
        List<Unwrapped> old;
        try (Columns select =
                new Columns(connection, OLD).value(master.fingerprint()).value(most)) {
            old = keys(select.query());
        }
        if (!old.isEmpty()) {
            try (Columns update = bind(REWRAP, old)) {
                update.update();
            }
        }
        return old.size();
    }

    void delete(Collection<UUID> ids) throws SQLException {
        try (Columns delete = new Columns(connection, DELETE).uuids(new TreeSet<>(ids), id -> id)) {
            delete.update();
        }
    }

    private Columns bind(String sql, Collection<Unwrapped> keys) throws SQLException {
        List<Wrapped> rows = keys.stream()
                .map(key -> new Wrapped(key.id(), master.fingerprint(), master.wrap(key.id(), key.bytes())))
                .toList();
        return new Columns(connection, sql)
                .uuids(rows, Wrapped::id)
                .texts(rows, Wrapped::master)
                .bytes(rows, Wrapped::bytes);
    }

    private List<Unwrapped> keys(ResultSet rows) throws SQLException {
        List<Unwrapped> keys = new ArrayList<>();
        while (rows.next()) {
            UUID id = rows.getObject("id", UUID.class);
            byte[] key = master.unwrap(id, rows.getString("master"), rows.getBytes("wrapped"));
            keys.add(new Unwrapped(id, key, rows.getBoolean("settled")));
        }
        return keys;
    }
}
