package crm.operations.page;

import crm.ingest.entity.Rebalance;
import crm.ingest.service.RebalanceDiary;
import crm.operations.entity.GroupMoment;
import crm.operations.entity.GroupStatus;
import crm.operations.entity.GroupStatus.PartitionStatus;
import crm.operations.service.ConsumerGroups;
import crm.operations.service.Samples;
import crm.platform.page.Chart;
import crm.platform.page.Chart.Kind;
import crm.platform.page.Chart.Series;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** One consumer group: how it is, how it was in the last hour, who has what, and since when. */
@Named("groupFile")
@RequestScoped
public class GroupFilePage {

    private static final Duration SHOWN = Duration.ofHours(1);
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final Duration REMEMBERED = Duration.ofDays(7);
    private static final int MOST_EVENTS = 60;
    private static final Set<String> TOLD =
            Set.of("workers", "configured", "paused", "resumed", "sought", "key_pause", "key_resume", "key_release");

    @EJB
    private ConsumerGroups groups;

    @EJB
    private Samples samples;

    @EJB
    private RebalanceDiary diary;

    @Inject
    private Quantities quantities;

    @Inject
    private FacesContext faces;

    private String id;
    private String done;
    private GroupStatus group;
    private List<GroupMoment> history;
    private List<RebalanceEntry> rebalances;

    /** Forms say of which group they are, before the parameters of the page are there. */
    @PostConstruct
    void start() {
        id = faces.getExternalContext().getRequestParameterMap().get("id");
    }

    /** Makes sure that there is the group of the address. */
    public void load() throws IOException {
        if (getGroup() == null) {
            faces.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, "");
            faces.responseComplete();
        }
    }

    /** Null where there is none of this name. */
    public GroupStatus getGroup() {
        if (group == null) {
            group = groups.all().stream()
                    .filter(one -> one.group().equals(id))
                    .findFirst()
                    .orElse(null);
        }
        return group;
    }

    /** A part of the page: a topic with its partitions, and where each stands in the order of all. */
    public record TopicPart(String topic, List<PartitionRow> rows, long lag, String status) {}

    /** A partition at its place in the order of all. */
    public record PartitionRow(int index, PartitionStatus partition) {}

    public List<TopicPart> getTopics() {
        Map<String, List<PartitionRow>> byTopic = new LinkedHashMap<>();
        int index = 0;
        for (PartitionStatus partition : partitions()) {
            byTopic.computeIfAbsent(partition.topic(), none -> new ArrayList<>())
                    .add(new PartitionRow(index++, partition));
        }
        return byTopic.entrySet().stream()
                .map(entry -> part(entry.getKey(), entry.getValue()))
                .toList();
    }

    private List<PartitionStatus> partitions() {
        return getGroup() == null ? List.of() : group.partitions();
    }

    private static TopicPart part(String topic, List<PartitionRow> rows) {
        return new TopicPart(
                topic,
                rows,
                rows.stream().mapToLong(row -> row.partition().lag()).sum(),
                rows.stream()
                        .map(row -> row.partition().status())
                        .max(Comparator.naturalOrder())
                        .map(Enum::name)
                        .orElse("OK"));
    }

    /** A member and what it holds. */
    public record MemberRow(String name, int partitions, long lag, Optional<Instant> since) {}

    public List<MemberRow> getMembers() {
        return getGroup() == null
                ? List.of()
                : group.members().stream().map(this::member).toList();
    }

    private MemberRow member(String name) {
        List<PartitionStatus> its = partitions().stream()
                .filter(partition -> partition.owner().equals(name))
                .toList();
        return new MemberRow(
                name,
                its.size(),
                its.stream().mapToLong(PartitionStatus::lag).sum(),
                its.stream().flatMap(partition -> partition.since().stream()).max(Comparator.naturalOrder()));
    }

    /** Lately first. */
    public List<RebalanceEntry> getRebalances() {
        if (getGroup() == null) {
            return List.of();
        }
        if (rebalances == null) {
            List<Rebalance> found = diary.of(id, Instant.now().minus(REMEMBERED), MOST_EVENTS);
            rebalances = RebalanceEntry.of(found);
        }
        return rebalances;
    }

    /** For the script that knows by it when there is more. */
    public long getVersion() {
        return diary.versions(Set.of(id)).getOrDefault(id, 0L);
    }

    // ---- the last hour

    private List<GroupMoment> history() {
        if (getGroup() == null) {
            return List.of();
        }
        if (history == null) {
            history = samples.history(id, Instant.now().minus(SHOWN), STEP);
        }
        return history;
    }

    public Chart getRates() {
        return chart(series("group.rate_in", GroupMoment::rateIn), series("group.rate_out", GroupMoment::rateOut));
    }

    public Chart getLag() {
        return chart(series("group.lag", GroupMoment::lag));
    }

    public Chart getAge() {
        return chart(series("group.lag_seconds", GroupMoment::lagSeconds));
    }

    private Chart chart(Series... lines) {
        return new Chart(
                quantities.locale(),
                history().stream().map(moment -> quantities.clock(moment.at())).toList(),
                List.of(lines));
    }

    private Series series(String name, ToDoubleFunction<GroupMoment> value) {
        return new Series(
                Kind.LINE,
                quantities.texts().getString(name),
                Optional.empty(),
                history().stream()
                        .map(moment -> BigDecimal.valueOf(value.applyAsDouble(moment))
                                .setScale(1, RoundingMode.HALF_UP)
                                .stripTrailingZeros())
                        .toList());
    }

    /** Whether there is anything to draw at all. */
    public boolean isRemembered() {
        return !history().isEmpty();
    }

    public List<String> getTopicNames() {
        return partitions().stream().map(PartitionStatus::topic).distinct().toList();
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    public String getDone() {
        return done;
    }

    public void setDone(String done) {
        this.done = done != null && TOLD.contains(done) ? done : null;
    }
}
