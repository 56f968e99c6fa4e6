package crm.home.page;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.OPERATOR;
import static crm.access.entity.Roles.VIEWER;

import crm.operations.entity.GroupStatus;
import crm.operations.entity.Vitals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** {@code operations}: how far the groups are behind, and what waits for an operator. */
@ApplicationScoped
public class OperationsTopic extends FigureTopic {

    @Inject
    private Figures figures;

    @Override
    public String name() {
        return "operations";
    }

    @Override
    public boolean isFor(Predicate<String> inRole) {
        return allows(inRole);
    }

    static boolean allows(Predicate<String> inRole) {
        return Stream.of(ADMIN, OPERATOR, VIEWER).anyMatch(inRole);
    }

    @Override
    Map<String, Object> now() {
        List<GroupStatus> groups = figures.groups();
        Vitals vitals = figures.pulse().vitals();
        Map<String, Object> now = new LinkedHashMap<>();
        now.put("lag", lag(groups));
        now.put("lag_seconds", Map.of("seconds", lagSeconds(groups)));
        now.put("letters", vitals.deadLetters());
        now.put("losses", vitals.losses());
        Map<String, Object> byName = new LinkedHashMap<>();
        groups.forEach(group -> byName.put(group.group(), pushed(group)));
        now.put("groups", byName);
        return now;
    }

    static long lag(List<GroupStatus> groups) {
        return groups.stream().mapToLong(GroupStatus::lag).sum();
    }

    static double lagSeconds(List<GroupStatus> groups) {
        return groups.stream().mapToDouble(GroupStatus::lagSeconds).max().orElse(0);
    }

    private static Map<String, Object> pushed(GroupStatus group) {
        return Map.of(
                "state", group.state(),
                "lag", group.lag(),
                "lag_seconds", group.lagSeconds(),
                "rate", group.rate(),
                "workers", group.running(),
                "partitions", group.partitions().size());
    }
}
