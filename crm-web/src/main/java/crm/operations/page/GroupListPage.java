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
import java.util.List;

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

    private List<GroupStatus> items;

    public List<GroupStatus> getItems() {
        if (items == null) {
            items = groups.all();
        }
        return items;
    }

    /** The lag of the last hour, as the points of a line. */
    public String spark(String group) {
        return Spark.points(samples.history(group, Instant.now().minus(SHOWN), STEP).stream()
                .map(GroupMoment::lag)
                .map(Long::doubleValue)
                .toList());
    }
}
