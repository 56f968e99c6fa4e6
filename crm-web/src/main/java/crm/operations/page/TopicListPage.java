package crm.operations.page;

import crm.ingest.entity.LogAway;
import crm.operations.entity.TopicStatus;
import crm.operations.service.TopicLog;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Our topics, as the broker has them. Shown while it is away, too. */
@Named("topicList")
@RequestScoped
public class TopicListPage {

    private static final double MILLIS = 1000;

    @EJB
    private TopicLog log;

    @Inject
    private Quantities quantities;

    private List<TopicStatus> items;
    private boolean away;

    public List<TopicStatus> getItems() {
        if (items == null) {
            try {
                items = log.topics();
            } catch (LogAway e) {
                items = List.of();
                away = true;
            }
        }
        return items;
    }

    public boolean isAway() {
        return getItems().isEmpty() && away;
    }

    public String retention(TopicStatus topic) {
        return topic.retentionMs().isPresent()
                ? quantities.duration(topic.retentionMs().getAsLong() / MILLIS)
                : quantities.text("topic.kept");
    }
}
