package crm.operations.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import crm.access.login.PageRoles;
import crm.ingest.service.RebalanceDiary;
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

/** {@code rebalance:<group>}: that a group has been dealt its partitions anew; the page then asks for itself how. */
@ApplicationScoped
public class RebalanceTopic implements LiveTopic {

    @EJB
    private RebalanceDiary diary;

    @EJB
    private ConsumerGroups groups;

    @Override
    public String name() {
        return "rebalance";
    }

    @Override
    public boolean has(Optional<String> key) {
        return key.isPresent()
                && groups.all().stream().anyMatch(group -> group.group().equals(key.get()));
    }

    @Override
    public boolean isFor(Predicate<String> inRole) {
        return PageRoles.allow(GroupTopic.PAGE, inRole);
    }

    @Override
    public Map<String, String> read(Set<String> keys) {
        Map<String, String> read = new HashMap<>();
        diary.versions(keys).forEach((group, version) -> read.put(group, json(group, version)));
        return read;
    }

    private static String json(String group, long version) {
        try {
            return Json.mapper().writeValueAsString(Map.of("id", group, "version", version));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a version", e);
        }
    }
}
