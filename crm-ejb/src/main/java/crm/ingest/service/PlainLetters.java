package crm.ingest.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.ingest.entity.Delivery.Header;
import crm.ingest.entity.RecordContent;
import crm.ingest.entity.SealedContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Letters that were parked in plain, before there were seals. */
final class PlainLetters {

    private static final int AT_ONCE = 100;
    private static final String READ = """
            select id, record_key, record_value, headers from dead_letter where original is null
             order by id limit ? for update skip locked""";
    private static final String SEAL = """
            update dead_letter
               set person_id = ?, original = ?, record_key = null, record_value = null, headers = null
             where id = ?""";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection connection;
    private final LetterSeals seals;

    PlainLetters(Connection connection, LetterSeals seals) {
        this.connection = connection;
        this.seals = seals;
    }

    /** Seals some of them; says how many. */
    int seal() throws SQLException {
        List<Long> ids = new ArrayList<>();
        List<RecordContent> contents = new ArrayList<>();
        try (PreparedStatement read = connection.prepareStatement(READ)) {
            read.setInt(1, AT_ONCE);
            ResultSet row = read.executeQuery();
            while (row.next()) {
                ids.add(row.getLong(1));
                contents.add(new RecordContent(row.getBytes(2), row.getBytes(3), headers(row.getString(4))));
            }
        }
        if (!ids.isEmpty()) {
            write(ids, seals.seal(connection, contents));
        }
        return ids.size();
    }

    private void write(List<Long> ids, List<SealedContent> sealed) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(SEAL)) {
            for (int i = 0; i < ids.size(); i++) {
                update.setObject(1, sealed.get(i).person().orElse(null), java.sql.Types.OTHER);
                update.setBytes(2, sealed.get(i).bytes());
                update.setLong(3, ids.get(i));
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private static List<Header> headers(String json) {
        try {
            List<Header> headers = new ArrayList<>();
            for (JsonNode header : JSON.readTree(json)) {
                headers.add(new Header(header.get(0).textValue(), header.get(1).binaryValue()));
            }
            return headers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
