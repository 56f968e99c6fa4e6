package crm.dev.chaos;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import crm.dev.oracle.Name;
import crm.dev.oracle.Oracle;
import crm.dev.oracle.Stamp;
import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;

/** What the database says, in the words of the oracle. */
final class Tables implements AutoCloseable {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final int PORTION = 10_000;

    private final Connection connection;

    Tables(String jdbcUrl) throws SQLException {
        connection = DriverManager.getConnection(jdbcUrl);
        connection.setAutoCommit(false); // large results come in portions
    }

    /** Reads a row. */
    @FunctionalInterface
    interface Row {
        void read(ResultSet row) throws SQLException;
    }

    void each(String sql, Row reader) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(PORTION);
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }

    private void each(String sql, Collection<UUID> profiles, Row reader) throws SQLException {
        Array ids = connection.createArrayOf("uuid", profiles.toArray());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, ids);
            statement.setFetchSize(PORTION);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }

    long number(String sql) throws SQLException {
        long[] number = new long[1];
        each(sql, row -> number[0] = row.getLong(1));
        return number[0];
    }

    /** An event as it is stored; personal values in its data are sealed. */
    record StoredEvent(UUID profile, Stamp stamp, String type, String data) {}

    void events(Collection<UUID> profiles, Consumer<StoredEvent> reader) throws SQLException {
        each(
                "select profile_id, at, source, id, type, data from event where profile_id = any (?)",
                profiles,
                row -> reader.accept(new StoredEvent(
                        row.getObject(1, UUID.class),
                        new Stamp(time(row, 2), row.getString(3), row.getString(4)),
                        row.getString(5),
                        row.getString(6))));
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** Who answers for those of the profiles that were merged. */
    Map<UUID, UUID> survivors(Collection<UUID> profiles) throws SQLException {
        Map<UUID, UUID> survivors = new HashMap<>();
        each(
                "select id, merged_into from profile where id = any (?) and merged_into is not null",
                profiles,
                row -> survivors.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class)));
        return survivors;
    }

    /** The segments that profiles are in. */
    void memberships(Collection<UUID> profiles, Map<UUID, Set<String>> into) throws SQLException {
        each(
                "select profile_id, key from membership where profile_id = any (?)",
                profiles,
                row -> into.computeIfAbsent(row.getObject(1, UUID.class), none -> new TreeSet<>())
                        .add(row.getString(2)));
    }

    /** Those of the profiles that have events, described. */
    Map<UUID, Map<String, String>> profiles(Collection<UUID> ids) throws SQLException {
        Map<UUID, Map<String, String>> profiles = new HashMap<>();
        each(
                "select id, events, orders, products, refunds, interactions, consultations, transactions, items,"
                        + " first_order_at, last_order_at, first_seen_at, last_seen_at, version"
                        + " from profile where id = any (?) and events > 0",
                ids,
                row -> profiles.put(row.getObject(1, UUID.class), figures(row)));
        collect(
                "money",
                "select profile_id, currency, net, gross, orders from profile_money",
                profiles,
                (row, into) -> Oracle.describe(
                        into, row.getString(2), row.getBigDecimal(3), row.getBigDecimal(4), row.getLong(5)));
        collect("tallies", "select profile_id, kind, item, n from profile_tally", profiles, (row, into) -> {
            if (row.getLong(4) != 0) {
                into.put(row.getString(2) + ':' + row.getString(3), row.getString(4));
            }
        });
        identities(profiles);
        persons(profiles);
        return profiles;
    }

    private static Map<String, String> figures(ResultSet row) throws SQLException {
        Map<String, String> figures = new TreeMap<>();
        String[] counts = {"events", "orders", "products", "refunds", "interactions", "consultations", "transactions"};
        for (int i = 0; i < counts.length; i++) {
            figures.put(counts[i], row.getString(i + 2));
        }
        figures.put("items", Oracle.plain(row.getBigDecimal(9)));
        figures.put("version", row.getString(14));
        String[] times = {"first_order", "last_order", "first_seen", "last_seen"};
        for (int i = 0; i < times.length; i++) {
            figures.put(times[i], String.valueOf(time(row, 10 + i)));
        }
        return figures;
    }

    private interface Part {
        void add(ResultSet row, Map<String, String> into) throws SQLException;
    }

    private void collect(String name, String sql, Map<UUID, Map<String, String>> profiles, Part part)
            throws SQLException {
        Map<UUID, Map<String, String>> parts = new HashMap<>();
        each(
                sql + " where profile_id = any (?)",
                profiles.keySet(),
                row -> part.add(row, parts.computeIfAbsent(row.getObject(1, UUID.class), none -> new TreeMap<>())));
        profiles.forEach((id, figures) ->
                figures.put(name, parts.getOrDefault(id, Map.of()).toString()));
    }

    private void identities(Map<UUID, Map<String, String>> profiles) throws SQLException {
        Map<UUID, TreeSet<Name>> names = new HashMap<>();
        each(
                "select profile_id, namespace, value from identity where profile_id = any (?)",
                profiles.keySet(),
                row -> names.computeIfAbsent(row.getObject(1, UUID.class), none -> new TreeSet<>())
                        .add(new Name(row.getString(2), row.getString(3))));
        profiles.forEach((id, figures) -> figures.put(
                "identities", names.getOrDefault(id, new TreeSet<>()).toString()));
    }

    /** Fields and purposes are stored as {@code [value, time, source, id]}. */
    private void persons(Map<UUID, Map<String, String>> profiles) throws SQLException {
        each(
                "select profile_id, attributes::text, consents::text from person where profile_id = any (?)",
                profiles.keySet(),
                row -> {
                    Map<String, String> figures = profiles.get(row.getObject(1, UUID.class));
                    figures.put("attributes", attributes(row.getString(2)));
                    figures.put("consents", consents(row.getString(3)));
                });
    }

    /** A field is hidden by a later word about what it is in, or about what is in it. */
    private static String attributes(String json) {
        Map<String, JsonNode> words = new TreeMap<>();
        read(json).properties().forEach(word -> words.put(word.getKey(), word.getValue()));
        Map<String, String> visible = new TreeMap<>();
        words.forEach((pointer, word) -> {
            boolean hidden = words.entrySet().stream()
                    .anyMatch(other -> areNested(pointer, other.getKey())
                            && stamp(other.getValue()).compareTo(stamp(word)) > 0);
            if (!hidden && !word.get(0).isNull()) {
                visible.put(pointer, word.get(0).toString());
            }
        });
        return visible.toString();
    }

    private static boolean areNested(String pointer, String other) {
        return pointer.startsWith(other + '/') || other.startsWith(pointer + '/');
    }

    private static String consents(String json) {
        Map<String, String> consents = new TreeMap<>();
        read(json).properties().forEach(word -> {
            if (!word.getValue().get(0).isNull()) {
                consents.put(word.getKey(), word.getValue().get(0) + " since " + stamp(word.getValue()));
            }
        });
        return consents.toString();
    }

    private static Stamp stamp(JsonNode word) {
        return new Stamp(
                Instant.parse(word.get(1).textValue()),
                word.get(2).textValue(),
                word.get(3).textValue());
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
