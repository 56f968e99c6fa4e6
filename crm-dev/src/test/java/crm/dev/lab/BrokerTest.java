package crm.dev.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real broker, in a JVM of its own. */
class BrokerTest {

    @TempDir
    private Path directory;

    @Test
    void keepsItsTopicsThroughKillAndStop() throws Exception {
        try (Broker broker = new Broker(directory, Port.anyFree(), Port.anyFree())) {
            broker.start();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                admin.createTopics(List.of(new NewTopic("kept", Optional.of(3), Optional.empty())))
                        .all()
                        .get();
            }
            broker.kill();
            broker.start();
            assertThat(topics(broker)).containsExactly("kept");
            broker.stop();
            broker.start();
            assertThat(topics(broker)).containsExactly("kept");
        }
    }

    private static Iterable<String> topics(Broker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            return admin.listTopics().names().get();
        }
    }
}
