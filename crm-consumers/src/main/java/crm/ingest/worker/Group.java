package crm.ingest.worker;

import crm.ingest.service.EventHandler;
import java.util.Map;
import java.util.Set;

/**
 * One capability as a consumer group.
 *
 * @param id the group's id in Kafka and in the database
 * @param roles actual name of each topic it reads, to its default name
 * @param workers how many this node runs
 */
public record Group(String id, Map<String, String> roles, int workers, EventHandler handler) {

    public Group {
        roles = Map.copyOf(roles);
    }

    /** Actual names of the topics it reads. */
    public Set<String> topics() {
        return roles.keySet();
    }

    /** The default name of a topic; one that was renamed since has no role any more, and then its name is all there is. */
    String role(String topic) {
        return roles.getOrDefault(topic, topic);
    }

    public String capability() {
        return handler.capability();
    }
}
