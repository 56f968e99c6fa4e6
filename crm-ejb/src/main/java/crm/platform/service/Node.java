package crm.platform.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * This server among those that share the work. Its name must differ between servers: {@code crm.node}, by default the
 * server's node name with its port offset.
 */
@ApplicationScoped
public class Node {

    private final String name;

    /** For the container's proxies. */
    protected Node() {
        this.name = "";
    }

    @Inject
    public Node(
            @ConfigProperty(name = "crm.node") Optional<String> name,
            @ConfigProperty(name = "jboss.node.name") Optional<String> server,
            @ConfigProperty(name = "jboss.socket.binding.port-offset") Optional<String> offset) {
        this.name = name.orElseGet(() -> server.orElse("node")
                + offset.filter(o -> !o.equals("0")).map(o -> "-" + o).orElse(""));
    }

    public String name() {
        return name;
    }
}
