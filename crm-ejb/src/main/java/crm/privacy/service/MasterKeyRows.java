package crm.privacy.service;

import crm.platform.service.Columns;
import crm.privacy.service.Custody.Unlocked;
import crm.privacy.service.SealingKeys.Unwrapped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the database knows of its master key: fingerprints. A node must have every generation that still wraps something;
 * the one it knew last wraps, on all nodes alike, so that none wraps with one that another node is about to retire.
 */
final class MasterKeyRows {

    private static final int AT_ONCE = 1000;
    private static final String LOCK = "lock table master_key in share row exclusive mode";
    private static final String READ = """
            select fingerprint, retired, since > clock_timestamp() - interval '1 day' as young
              from master_key order by since, fingerprint""";
    private static final String ADD = "insert into master_key (fingerprint) values (?)";
    // Not before every node has seen that there is a newer one, and has ended what it had begun.
    private static final String RETIRE = """
            update master_key set retired = true
             where not retired and fingerprint <> ?
               and (select since from master_key where fingerprint = ?) < clock_timestamp() - interval '5 minutes'
            returning fingerprint""";

    private final Connection connection;

    MasterKeyRows(Connection connection) {
        this.connection = connection;
    }

    /** The database's generations in the order in which they came. */
    private record Known(Set<String> all, Set<String> inUse, String latest, boolean young) {

        /** Whether nobody can still be about to commit a key that an older generation wraps, as all are retired for long. */
        boolean settled() {
            return inUse.size() == 1 && !young;
        }
    }

    /**
     * Compares the file's key with the database's, in a transaction; the first ever, and a new first line, is noted.
     *
     * @throws crm.privacy.entity.MasterKeyMissing if they do not fit
     */
    Unlocked unlock(MasterKeyFile file) throws SQLException {
        Known known = known();
        MasterKey key = file.read(known.all().isEmpty());
        if (!known.all().contains(key.fingerprint())) {
            execute(LOCK);
            known = known(); // another node may have been faster
            require(key, known);
            add(key.fingerprint());
            known = known();
        }
        require(key, known);
        MasterKey master = key.wrappingWith(known.latest());
        return new Unlocked(master, digestKey(master));
    }

    private static void require(MasterKey key, Known known) {
        Set<String> missing = new TreeSet<>(known.inUse());
        missing.removeAll(key.fingerprints());
        if (!missing.isEmpty()) {
            throw MasterKey.missing(missing);
        }
    }

    private byte[] digestKey(MasterKey master) throws SQLException {
        return new SealingKeys(connection, master)
                .readOrMake(List.of(Seals.DIGESTS, Seals.NOBODY)).stream()
                        .filter(key -> key.id().equals(Seals.DIGESTS))
                        .map(Unwrapped::bytes)
                        .findFirst()
                        .orElseThrow();
    }

    /**
     * Wraps some keys anew that an older generation wraps; retires the older ones when none are left.
     *
     * @return whether there may be more
     */
    boolean renew(MasterKey master) throws SQLException {
        if (known().settled()) {
            return false;
        }
        if (new SealingKeys(connection, master).rewrap(AT_ONCE) > 0) {
            return true;
        }
        try (Columns retire =
                new Columns(connection, RETIRE).value(master.fingerprint()).value(master.fingerprint())) {
            retire.query();
        }
        return false;
    }

    private Known known() throws SQLException {
        Set<String> all = new TreeSet<>();
        Set<String> inUse = new TreeSet<>();
        String latest = "";
        boolean young = false;
        try (Columns read = new Columns(connection, READ)) {
            ResultSet rows = read.query();
            while (rows.next()) {
                latest = rows.getString("fingerprint");
                young = rows.getBoolean("young");
                all.add(latest);
                if (!rows.getBoolean("retired")) {
                    inUse.add(latest);
                }
            }
        }
        return new Known(all, inUse, latest, young);
    }

    private void add(String fingerprint) throws SQLException {
        try (Columns add = new Columns(connection, ADD).value(fingerprint)) {
            add.update();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
