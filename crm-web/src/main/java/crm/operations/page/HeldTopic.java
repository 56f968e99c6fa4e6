package crm.operations.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import crm.access.login.PageRoles;
import crm.ingest.service.HeldKeyDesk;
import crm.operations.service.ConsumerGroups;
import crm.platform.page.LiveTopic;
import crm.platform.rest.Json;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** {@code held:<group>}: that other keys of a group wait, or others wait behind them; the page then asks for itself. */
@ApplicationScoped
public class HeldTopic implements LiveTopic {

    /** Who may see this page may see held keys. */
    private static final String PAGE = "/operations/capacity.xhtml";

    @EJB
    private HeldKeyDesk desk;

    @EJB
    private ConsumerGroups groups;

    private final Map<String, Seen> seen = new HashMap<>();

    /** How things looked, and since when: pages tell by the larger number which they know is older. */
    private record Seen(String sign, long version) {}

    @Override
    public String name() {
        return "held";
    }

    @Override
    public boolean has(Optional<String> key) {
        return key.isPresent()
                && groups.all().stream().anyMatch(group -> group.group().equals(key.get()));
    }

    @Override
    public boolean isFor(Predicate<String> inRole) {
        return PageRoles.allow(PAGE, inRole);
    }

    @Override
    public Map<String, String> read(Set<String> keys) {
        Map<String, String> read = new HashMap<>();
        versions(keys).forEach((group, version) -> read.put(group, json(group, version)));
        return read;
    }

    long version(String group) {
        return versions(Set.of(group)).get(group);
    }

    private synchronized Map<String, Long> versions(Set<String> of) {
        Map<String, String> signs = desk.signs(of);
        Map<String, Long> versions = new HashMap<>();
        for (String group : of) {
            String sign = signs.getOrDefault(group, "");
            Seen last = seen.get(group);
            if (last == null || !last.sign().equals(sign)) {
                long now = System.currentTimeMillis();
                seen.put(group, new Seen(sign, last == null ? now : Math.max(now, last.version() + 1)));
            }
            versions.put(group, seen.get(group).version());
        }
        return versions;
    }

    private static String json(String group, long version) {
        try {
            return Json.mapper().writeValueAsString(Map.of("id", group, "version", version));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a version", e);
        }
    }
}
