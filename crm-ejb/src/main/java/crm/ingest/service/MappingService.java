package crm.ingest.service;

import crm.ingest.entity.Decoded;
import crm.ingest.entity.EventTopics;
import crm.ingest.entity.Mapping;
import crm.ingest.entity.MappingChanged;
import crm.ingest.entity.TopicMapping;
import crm.platform.service.StoreFailed;
import crm.privacy.entity.Act;
import crm.privacy.service.AuditTrail;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;

/**
 * How bare JSON becomes events, topic by topic, as administrators read and change it. Each method is a transaction; a
 * change is in force on all nodes within seconds. What was applied before stays as it is.
 */
@Stateless
public class MappingService {

    @Inject
    private DataSource database;

    @EJB
    private AuditTrail audit;

    @Inject
    private EventDecoder decoder;

    @Inject
    private Config config;

    /** One for each topic in. */
    public List<TopicMapping> all() {
        List<TopicMapping> all = new ArrayList<>();
        EventTopics.ALL.forEach(topic -> find(topic).ifPresent(all::add));
        return all;
    }

    /**
     * The mapping of a topic.
     *
     * @param topic its default name
     * @return empty if there is no such topic
     */
    public Optional<TopicMapping> find(String topic) {
        if (!EventTopics.ALL.contains(topic)) {
            return Optional.empty();
        }
        try (Connection connection = database.getConnection()) {
            return Optional.of(find(new MappingRows(connection), topic));
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    private static TopicMapping find(MappingRows rows, String topic) throws SQLException {
        return rows.find(topic)
                .orElseGet(() -> new TopicMapping(topic, false, 0, Optional.empty(), Mapping.defaultOf(topic)));
    }

    /**
     * Makes it the mapping of a topic in.
     *
     * @param seen the version that must still be there, if any must
     * @throws crm.ingest.entity.MappingRefused if it cannot be used
     * @throws MappingChanged if another version is there
     */
    public TopicMapping save(String topic, Mapping mapping, Optional<Long> seen) {
        MappingRules.check(mapping);
        try (Connection connection = database.getConnection()) {
            MappingRows rows = new MappingRows(connection);
            long version = rows.nextVersion();
            TopicMapping before = find(rows, topic);
            expect(before, seen);
            rows.save(topic, mapping, version);
            audit.act(new Act("mapping.saved", "mapping:" + topic)
                    .with("version", version)
                    .with("before", MappingJson.write(before.mapping()))
                    .with("after", MappingJson.write(mapping)));
            return find(rows, topic);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    /**
     * Goes back to the default mapping of a topic in. Idempotent.
     *
     * @param seen as with {@link #save}
     * @throws MappingChanged if another version is there
     */
    public TopicMapping reset(String topic, Optional<Long> seen) {
        try (Connection connection = database.getConnection()) {
            MappingRows rows = new MappingRows(connection);
            long version = rows.nextVersion();
            TopicMapping before = find(rows, topic);
            expect(before, seen);
            if (rows.delete(topic)) {
                audit.act(new Act("mapping.reset", "mapping:" + topic)
                        .with("version", version)
                        .with("before", MappingJson.write(before.mapping())));
            }
            return find(rows, topic);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    private static void expect(TopicMapping present, Optional<Long> seen) {
        if (seen.isPresent() && present.version() != seen.get()) {
            throw new MappingChanged();
        }
    }

    /**
     * What a record would become. Nothing is kept.
     *
     * @param record as it would be in the topic
     * @throws crm.ingest.entity.MappingRefused if the mapping cannot be used
     */
    public Decoded attempt(String topic, Mapping mapping, byte[] record) {
        String name =
                config.getOptionalValue("crm.topic." + topic, String.class).orElse(topic);
        return decoder.attempt(topic, name, mapping, record);
    }
}
