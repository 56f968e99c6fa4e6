package crm.ingest.worker;

import crm.ingest.entity.EventTopics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** What the topics are called here: {@code crm.topic.<role>}, by default the role itself. */
@ApplicationScoped
public class TopicNames {

    private final Config config;

    /** For the container's proxies. */
    protected TopicNames() {
        this.config = null;
    }

    @Inject
    public TopicNames(Config config) {
        this.config = config;
    }

    /** The actual name of a topic by its default name. */
    public String of(String role) {
        String name = config.getOptionalValue("crm.topic." + role, String.class).orElse(role);
        if (name.endsWith(DeadLetterTopics.END)) {
            throw new IllegalArgumentException(
                    "crm.topic." + role + " is a topic of dead letters, which nobody reads here");
        }
        return name;
    }

    /** Actual names of the five topics in. */
    public List<String> all() {
        return EventTopics.ALL.stream().map(this::of).toList();
    }
}
