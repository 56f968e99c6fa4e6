package crm.ingest.service;

import crm.ingest.entity.Mapping;
import crm.ingest.entity.TopicMapping;
import crm.platform.service.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The edited mappings in the database. */
final class MappingRows {

    private static final String VERSION = "select version from mapping_version";
    private static final String NEXT_VERSION = "update mapping_version set version = version + 1 returning version";
    private static final String ALL = "select topic, definition from mapping";
    private static final String FIND = "select topic, definition, version, changed_at from mapping where topic = ?";
    private static final String SAVE = """
            insert into mapping (topic, definition, version, changed_at) values (?, ?, ?, now())
            on conflict (topic) do update
               set definition = excluded.definition, version = excluded.version, changed_at = excluded.changed_at""";
    private static final String DELETE = "delete from mapping where topic = ?";

    private final Connection connection;

    MappingRows(Connection connection) {
        this.connection = connection;
    }

    long version() throws SQLException {
        return number(VERSION);
    }

    /** A new version; until the transaction ends nobody else gets one, so that changes come one after the other. */
    long nextVersion() throws SQLException {
        return number(NEXT_VERSION);
    }

    private long number(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    Map<String, Mapping> all() throws SQLException {
        Map<String, Mapping> all = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(ALL);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                all.put(row.getString("topic"), MappingJson.read(row.getString("definition")));
            }
        }
        return all;
    }

    Optional<TopicMapping> find(String topic) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FIND)) {
            select.setString(1, topic);
            ResultSet row = select.executeQuery();
            return row.next()
                    ? Optional.of(new TopicMapping(
                            topic,
                            true,
                            row.getLong("version"),
                            Optional.of(Columns.time(row, "changed_at")),
                            MappingJson.read(row.getString("definition"))))
                    : Optional.empty();
        }
    }

    void save(String topic, Mapping mapping, long version) throws SQLException {
        try (PreparedStatement save = connection.prepareStatement(SAVE)) {
            save.setString(1, topic);
            save.setString(2, MappingJson.write(mapping));
            save.setLong(3, version);
            save.executeUpdate();
        }
    }

    boolean delete(String topic) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
            delete.setString(1, topic);
            return delete.executeUpdate() > 0;
        }
    }
}
