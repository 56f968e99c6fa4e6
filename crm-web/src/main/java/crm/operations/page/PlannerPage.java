package crm.operations.page;

import crm.ingest.entity.LogAway;
import crm.ingest.service.BulletinBoard;
import crm.operations.entity.Capacity;
import crm.operations.entity.CapacityQuestion;
import crm.operations.entity.GroupMoment;
import crm.operations.entity.GroupStatus;
import crm.operations.entity.Outage;
import crm.operations.entity.RetentionRisk;
import crm.operations.service.ConsumerGroups;
import crm.operations.service.MeasuredRates;
import crm.operations.service.RetentionWatch;
import crm.operations.service.Samples;
import crm.operations.service.TopicLog;
import crm.platform.page.Chart;
import crm.platform.page.Chart.Kind;
import crm.platform.page.Chart.Series;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * What a group can carry and what it would need, by what is {@linkplain PlanForm typed in} or else measured. What speaks for
 * it is {@link PlanEvidence}.
 */
@Named("planner")
@RequestScoped
public class PlannerPage {

    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    /** Of one consumer, while nobody has measured. */
    private static final double A_GUESS = 1000;

    @EJB
    private ConsumerGroups groups;

    @EJB
    private MeasuredRates measured;

    @EJB
    private Samples samples;

    @EJB
    private RetentionWatch retentions;

    @EJB
    private TopicLog log;

    @EJB
    private BulletinBoard board;

    @Inject
    private PlanForm form;

    @Inject
    private PlanEvidence evidence;

    @Inject
    private Quantities quantities;

    private String group;
    private boolean guessed;
    private GroupStatus status;
    private CapacityQuestion question;
    private Capacity capacity;
    private RetentionRisk retention;

    /** Fills in what is measured, and calculates. */
    public void load() {
        List<GroupStatus> all = groups.all();
        status = all.stream()
                .filter(one -> one.group().equals(group))
                .findFirst()
                .orElse(all.isEmpty() ? null : all.get(0));
        if (status != null) {
            group = status.group();
            evidence.of(group);
            retention = retention();
            guessed = form.getEach() == null && !measured.isSound(group);
            form.fill(asMeasured());
        }
        question = form.question().orElse(null);
        capacity = question == null ? null : Capacity.of(question);
    }

    /** Null while nobody can tell. */
    private RetentionRisk retention() {
        try {
            return retentions.of(status, log.topics()).orElse(null);
        } catch (LogAway e) {
            return null;
        }
    }

    private CapacityQuestion asMeasured() {
        return new CapacityQuestion(
                peak(),
                measured.perConsumer(status).orElse(A_GUESS),
                Math.max(1, status.partitions().size()),
                Math.max(1, status.workers()),
                List.of(),
                status.lag(),
                OptionalDouble.empty());
    }

    /** The most that came in any minute of the last hour. */
    private double peak() {
        return samples.history(group, Instant.now().minus(AN_HOUR), A_MINUTE).stream()
                .mapToDouble(GroupMoment::rateIn)
                .max()
                .orElse(status.rateIn());
    }

    public boolean isCalculated() {
        return capacity != null;
    }

    public Capacity getCapacity() {
        return capacity;
    }

    /** Full is bad, nearly full is not good. */
    public String getMood() {
        return capacity.utilisation() >= 1 ? "bad" : capacity.utilisation() > 0.7 ? "warn" : "good";
    }

    public Chart getStaircase() {
        return new Chart(
                quantities.locale(),
                capacity.staircase().stream()
                        .map(step -> String.valueOf(step.consumers()))
                        .toList(),
                List.of(
                        series(Kind.BAR, "capacity.sustainable", Capacity.Step::sustainableRate),
                        series(Kind.LINE, "capacity.arrival", step -> question.arrivalRate())));
    }

    private Series series(Kind kind, String name, ToDoubleFunction<Capacity.Step> value) {
        return new Series(
                kind,
                quantities.text(name),
                Optional.empty(),
                capacity.staircase().stream()
                        .map(step -> rounded(value.applyAsDouble(step)))
                        .toList());
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP).stripTrailingZeros();
    }

    public int getNodes() {
        return status == null
                ? 1
                : Math.max(1, board.read(Set.of(group)).nodes().size());
    }

    /** What one node less does; with one node alone nothing is left. */
    public Outage getOutageOfOne() {
        return Outage.of(question, getNodes(), form.outageSeconds());
    }

    public double getOutageLoad() {
        Outage one = getOutageOfOne();
        return one.sustainableRate() == 0 ? 0 : question.arrivalRate() / one.sustainableRate();
    }

    public RetentionRisk getRetention() {
        return retention;
    }

    public List<String> getGroups() {
        return groups.all().stream().map(GroupStatus::group).toList();
    }

    /** Whether nobody has measured yet what one consumer applies. */
    public boolean isGuessed() {
        return guessed;
    }

    public String getGroup() {
        return group;
    }

    public void setGroup(String group) {
        this.group = PlanForm.given(group);
    }
}
