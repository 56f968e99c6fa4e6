package crm.ingest.worker;

import crm.ingest.service.EventHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/**
 * The consumer groups of this application: one for each {@link EventHandler}. Their ids begin with
 * {@code crm.group.prefix}, or {@code crm.group.<capability>} is the whole id; {@code crm.workers.<capability>} says how many workers this node runs for each, 1 unless
 * told otherwise.
 */
@ApplicationScoped
public class Groups {

    private final List<Group> all;

    /** For the container's proxies. */
    protected Groups() {
        this.all = List.of();
    }

    @Inject
    public Groups(@Any Instance<EventHandler> handlers, TopicNames names, Config config) {
        this.all = handlers.stream()
                .map(handler -> group(handler, names, config))
                .sorted(Comparator.comparing(Group::id))
                .toList();
    }

    /** By id. */
    public List<Group> all() {
        return all;
    }

    Set<String> ids() {
        return all.stream().map(Group::id).collect(Collectors.toSet());
    }

    /** Empty where no such group runs here. */
    Optional<Group> byId(String id) {
        return all.stream().filter(group -> group.id().equals(id)).findFirst();
    }

    static Group group(EventHandler handler, TopicNames names, Config config) {
        String id = config.getOptionalValue("crm.group." + handler.capability(), String.class)
                .orElseGet(() -> config.getValue("crm.group.prefix", String.class) + handler.capability());
        Map<String, String> roles = handler.topics().stream().collect(Collectors.toMap(names::of, Function.identity()));
        return new Group(id, roles, workers(handler.capability(), config), handler);
    }

    private static int workers(String capability, Config config) {
        String key = "crm.workers." + capability;
        Optional<Integer> count = config.getOptionalValue(key, Integer.class);
        if (count.isPresent() && (count.get() < 0 || count.get() > Supervisor.THREADS / 2)) {
            throw new IllegalArgumentException(key + " must be between 0 and " + Supervisor.THREADS / 2);
        }
        return count.orElse(1);
    }
}
