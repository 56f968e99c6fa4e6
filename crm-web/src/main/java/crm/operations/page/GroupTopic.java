package crm.operations.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import crm.access.login.PageRoles;
import crm.operations.entity.GroupStatus;
import crm.operations.entity.GroupStatus.PartitionStatus;
import crm.operations.service.ConsumerGroups;
import crm.platform.page.LiveTopic;
import crm.platform.rest.Json;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** {@code group:<id>}: how a group is, with all its partitions in their order. */
@ApplicationScoped
public class GroupTopic implements LiveTopic {

    static final String PAGE = "/operations/groups.xhtml";

    @EJB
    private ConsumerGroups groups;

    @Override
    public String name() {
        return "group";
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
        Instant now = Instant.now();
        Map<String, String> read = new HashMap<>();
        for (GroupStatus group : groups.all()) {
            if (keys.contains(group.group())) {
                read.put(group.group(), json(pushed(group, now)));
            }
        }
        return read;
    }

    private static Map<String, Object> pushed(GroupStatus group, Instant now) {
        Map<String, Object> pushed = new LinkedHashMap<>();
        pushed.put("id", group.group());
        pushed.put("at", now.getEpochSecond());
        pushed.put("state", group.state());
        pushed.put("status", group.status());
        pushed.put("lag", group.lag());
        pushed.put("lag_seconds", Map.of("seconds", group.lagSeconds()));
        pushed.put("rate_in", tenths(group.rateIn()));
        pushed.put("rate_out", tenths(group.rate()));
        pushed.put("workers", group.workers());
        pushed.put("running", group.running());
        pushed.put("partitions", partitions(group.partitions()));
        return pushed;
    }

    private static List<Map<String, Object>> partitions(List<PartitionStatus> partitions) {
        return partitions.stream().map(GroupTopic::pushed).toList();
    }

    private static Map<String, Object> pushed(PartitionStatus partition) {
        Map<String, Object> pushed = new LinkedHashMap<>();
        pushed.put("position", partition.position());
        pushed.put(
                "committed",
                partition.committed().isPresent() ? partition.committed().getAsLong() : null);
        pushed.put("end", partition.endOffset());
        pushed.put("lag", partition.lag());
        pushed.put("age", Map.of("seconds", partition.lagSeconds()));
        pushed.put("owner", partition.owner().isEmpty() ? null : partition.owner());
        pushed.put("status", partition.status());
        pushed.put("held", partition.held());
        return pushed;
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private static String json(Map<String, Object> now) {
        try {
            return Json.mapper().writeValueAsString(now);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a group", e);
        }
    }
}
