package crm.dev.chaos;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How far the group has got, by the database, and where the logs end, by the broker. */
final class Standing implements AutoCloseable {

    static final String GROUP = "crm-profile";

    static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String jdbcUrl;
    private final String bootstrapServers;
    private Connection connection;
    private KafkaConsumer<byte[], byte[]> consumer;

    Standing(Site site) {
        jdbcUrl = site.postgres().jdbcUrl() + "&connectTimeout=2&socketTimeout=10";
        bootstrapServers = site.broker().bootstrapServers();
    }

    /**
     * Where the group stands in a partition.
     *
     * @param records how many it has gone past, those that it was sent back over as often as it did
     */
    record Place(long position, long records) {}

    /** Empty while the database does not answer. */
    Optional<Map<TopicPartition, Place>> places() {
        Map<TopicPartition, Place> places = new HashMap<>();
        try (Statement statement = connection().createStatement();
                ResultSet row =
                        statement.executeQuery("select topic, partition, next_offset, records from consumer_position"
                                + " where group_id = '" + GROUP + "'")) {
            while (row.next()) {
                places.put(
                        new TopicPartition(row.getString(1), row.getInt(2)), new Place(row.getLong(3), row.getLong(4)));
            }
            return Optional.of(places);
        } catch (SQLException away) {
            disconnect();
            return Optional.empty();
        }
    }

    private Connection connection() throws SQLException {
        if (connection == null) {
            connection = DriverManager.getConnection(jdbcUrl);
        }
        return connection;
    }

    private void disconnect() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException gone) {
            // It was for this that it is closed.
        }
        connection = null;
    }

    /** The ends of the topics in; empty while the broker does not answer. */
    Optional<Map<TopicPartition, Long>> ends() {
        try {
            return Optional.of(consumer().endOffsets(partitions(), PATIENCE));
        } catch (KafkaException away) {
            return Optional.empty();
        }
    }

    /** Those of the topics in. */
    Collection<TopicPartition> partitions() {
        return Inlet.TOPICS.stream()
                .flatMap(topic -> consumer().partitionsFor(topic, PATIENCE).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        if (consumer == null) {
            consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", bootstrapServers),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
        }
        return consumer;
    }

    /** Where something is yet to be applied, and from where on; empty while somebody does not answer. */
    Optional<Map<TopicPartition, Long>> behind() {
        Optional<Map<TopicPartition, Long>> ends = ends();
        return ends.isEmpty() ? Optional.empty() : places().map(places -> behind(places, ends.get()));
    }

    private static Map<TopicPartition, Long> behind(Map<TopicPartition, Place> places, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> behind = new HashMap<>();
        ends.forEach((partition, end) -> {
            Place place = places.get(partition);
            long position = place == null ? 0 : place.position();
            if (position < end) {
                behind.put(partition, position);
            }
        });
        return behind;
    }

    /** How many records are yet to be applied; -1 while nobody can say. */
    long lag() {
        Optional<Map<TopicPartition, Long>> ends = ends();
        Optional<Map<TopicPartition, Place>> places = places();
        if (ends.isEmpty() || places.isEmpty()) {
            return -1;
        }
        return ends.get().entrySet().stream()
                .mapToLong(end -> end.getValue()
                        - Optional.ofNullable(places.get().get(end.getKey()))
                                .map(Place::position)
                                .orElse(0L))
                .sum();
    }

    /** Partitions in which the group stands elsewhere than at the end, or has gone past more or fewer records than there are. */
    Map<TopicPartition, String> misplaced(Collection<TopicPartition> sentBack) {
        Map<TopicPartition, Long> ends = ends().orElseThrow();
        Map<TopicPartition, Place> places = places().orElseThrow();
        Map<TopicPartition, String> misplaced = new TreeMap<>(ORDER);
        ends.forEach((partition, end) -> {
            Place place = places.getOrDefault(partition, new Place(0, 0));
            boolean counted = sentBack.contains(partition) ? place.records() >= end : place.records() == end;
            if (place.position() != end || !counted) {
                misplaced.put(
                        partition,
                        "stands at " + place.position() + " after " + place.records() + " records, the log ends at "
                                + end);
            }
        });
        return misplaced;
    }

    List<String> topics() {
        return consumer().listTopics(PATIENCE).keySet().stream().sorted().toList();
    }

    @Override
    public void close() {
        disconnect();
        if (consumer != null) {
            consumer.close(CloseOptions.timeout(PATIENCE));
        }
    }
}
