package crm.operations.page;

import crm.operations.entity.GroupMoment;
import crm.operations.entity.GroupStatus;
import crm.operations.service.ConsumerGroups;
import crm.operations.service.Samples;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All consumer groups at a look. */
@Named("groupList")
@RequestScoped
public class GroupListPage {

    private static final Duration SHOWN = Duration.ofHours(1);
    private static final Duration STEP = Duration.ofMinutes(1);

    @EJB
    private ConsumerGroups groups;

    @EJB
    private Samples samples;

    private final Map<String, List<Double>> lags = new HashMap<>();
    private List<GroupStatus> items;

    public List<GroupStatus> getItems() {
        if (items == null) {
            items = groups.all();
        }
        return items;
    }

    /** The lag of the last hour, by minute. */
    private List<Double> lags(String group) {
        return lags.computeIfAbsent(
                group,
                id -> samples.history(id, Instant.now().minus(SHOWN), STEP).stream()
                        .map(GroupMoment::lag)
                        .map(Long::doubleValue)
                        .toList());
    }

    /** As the points of a line. */
    public String spark(String group) {
        return Spark.points(lags(group));
    }

    /** For the script that goes on with the line. */
    public String values(String group) {
        return lags(group).stream().map(lag -> String.valueOf(lag.longValue())).collect(Collectors.joining(","));
    }
}
