package crm.operations.page;

import crm.ingest.entity.LogAway;
import crm.ingest.service.BulletinBoard;
import crm.operations.entity.Capacity;
import crm.operations.entity.CapacityQuestion;
import crm.operations.entity.DrainPrediction;
import crm.operations.entity.GroupMoment;
import crm.operations.entity.GroupStatus;
import crm.operations.entity.Outage;
import crm.operations.entity.RetentionRisk;
import crm.operations.entity.ServiceFit;
import crm.operations.service.ConsumerGroups;
import crm.operations.service.DrainForecasts;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What a group can carry and what it would need: begins with what is measured, and calculates with what is typed in. */
@Named("planner")
@RequestScoped
public class PlannerPage {

    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final int MOST = 1000;
    private static final int MOST_PREDICTIONS = 10;
    private static final String FAIL_OVER = "6";

    @EJB
    private ConsumerGroups groups;

    @EJB
    private MeasuredRates measured;

    @EJB
    private Samples samples;

    @EJB
    private DrainForecasts forecasts;

    @EJB
    private RetentionWatch retentions;

    @EJB
    private TopicLog log;

    @EJB
    private BulletinBoard board;

    @Inject
    private Quantities quantities;

    private String group;
    private String arrival;
    private String each;
    private String partitions;
    private String consumers;
    private String lag;
    private String drain;
    private String outage = FAIL_OVER;
    private String fault;
    private boolean guessed;
    private GroupStatus status;
    private CapacityQuestion question;
    private Capacity capacity;
    private List<ServiceFit> fits = List.of();
    private List<DrainPrediction> predictions = List.of();
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
            fits = measured.fits(group);
            predictions = forecasts.lately(group, MOST_PREDICTIONS);
            retention = retention();
            prefill();
        }
        calculate();
    }

    /** Null while nobody can tell. */
    private RetentionRisk retention() {
        try {
            return retentions.of(status, log.topics()).orElse(null);
        } catch (LogAway e) {
            return null;
        }
    }

    private void prefill() {
        if (arrival == null) {
            arrival = plain(peak());
        }
        if (each == null) {
            OptionalDouble known = measured.perConsumer(status);
            guessed = !measured.isSound(group);
            each = plain(known.orElse(1000));
        }
        if (partitions == null) {
            partitions = String.valueOf(Math.max(1, status.partitions().size()));
        }
        if (consumers == null) {
            consumers = String.valueOf(Math.max(1, status.workers()));
        }
        if (lag == null) {
            lag = String.valueOf(status.lag());
        }
    }

    /** The most that came in any minute of the last hour. */
    private double peak() {
        return samples.history(group, Instant.now().minus(AN_HOUR), A_MINUTE).stream()
                .mapToDouble(GroupMoment::rateIn)
                .max()
                .orElse(status.rateIn());
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value)
                .setScale(value < 10 ? 1 : 0, RoundingMode.HALF_UP)
                .toPlainString();
    }

    private void calculate() {
        Optional<Double> rate = read("arrival", arrival, 0, 1e9, false);
        Optional<Double> one = read("each", each, 1e-3, 1e9, false);
        Optional<Double> parts = read("partitions", partitions, 1, MOST, true);
        Optional<Double> members = read("consumers", consumers, 1, MOST, true);
        Optional<Double> waiting = read("lag", lag, 0, 1e15, true);
        Optional<Double> within = drain == null ? Optional.empty() : read("drain", drain, 1e-3, 1e9, false);
        read("outage", outage, 0, 1e6, false);
        if (fault == null) {
            question = new CapacityQuestion(
                    rate.orElseThrow(),
                    one.orElseThrow(),
                    parts.orElseThrow().intValue(),
                    members.orElseThrow().intValue(),
                    List.of(),
                    waiting.orElseThrow().longValue(),
                    within.map(OptionalDouble::of).orElse(OptionalDouble.empty()));
            if (Capacity.isBeyond(question)) {
                fault = "arrival";
            } else {
                capacity = Capacity.of(question);
            }
        }
    }

    /** Notes the first that makes no sense. */
    private Optional<Double> read(String name, String text, double least, double most, boolean whole) {
        try {
            double value = Double.parseDouble(text == null ? "" : text.strip());
            if (value >= least && value <= most && (!whole || value == Math.rint(value))) {
                return Optional.of(value);
            }
        } catch (NumberFormatException e) {
            // told below, as for a number out of range
        }
        if (fault == null) {
            fault = name;
        }
        return Optional.empty();
    }

    // ---- the answer

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
        List<Capacity.Step> steps = capacity.staircase();
        return new Chart(
                quantities.locale(),
                steps.stream().map(step -> String.valueOf(step.consumers())).toList(),
                List.of(
                        new Series(
                                Kind.BAR,
                                quantities.text("capacity.sustainable"),
                                Optional.empty(),
                                steps.stream()
                                        .map(step -> rounded(step.sustainableRate()))
                                        .toList()),
                        new Series(
                                Kind.LINE,
                                quantities.text("capacity.arrival"),
                                Optional.empty(),
                                steps.stream()
                                        .map(step -> rounded(question.arrivalRate()))
                                        .toList())));
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP).stripTrailingZeros();
    }

    // ---- what if

    public int getNodes() {
        return status == null
                ? 1
                : Math.max(1, board.read(Set.of(group)).nodes().size());
    }

    /** What one node less does; with one node alone nothing is left. */
    public Outage getOutageOfOne() {
        return Outage.of(question, getNodes(), Double.parseDouble(outage.strip()));
    }

    public double getOutageLoad() {
        Outage one = getOutageOfOne();
        return one.sustainableRate() == 0 ? 0 : question.arrivalRate() / one.sustainableRate();
    }

    public RetentionRisk getRetention() {
        return retention;
    }

    // ---- what is behind it

    public List<ServiceFit> getFits() {
        return fits;
    }

    public int getBatch() {
        return measured.batch();
    }

    public List<DrainPrediction> getPredictions() {
        return predictions;
    }

    /** How far off they were on the average; empty while there is nothing to compare. */
    public String getMeanError() {
        double[] errors = getPredictions().stream()
                .flatMapToDouble(one -> one.error().stream())
                .map(Math::abs)
                .toArray();
        return errors.length == 0
                ? ""
                : quantities.percent(Arrays.stream(errors).average().orElse(0));
    }

    public String error(DrainPrediction prediction) {
        OptionalDouble error = prediction.error();
        return error.isEmpty() ? "–" : (error.getAsDouble() > 0 ? "+" : "") + quantities.percent(error.getAsDouble());
    }

    public String took(DrainPrediction prediction) {
        if (prediction.settledAt().isEmpty()) {
            return quantities.text("capacity.open");
        }
        return prediction.tookSeconds().isPresent()
                ? quantities.duration(prediction.tookSeconds().getAsDouble())
                : quantities.text("capacity.not_gone");
    }

    // ---- what is asked

    public List<String> getGroups() {
        return groups.all().stream().map(GroupStatus::group).toList();
    }

    /** Whether nobody has measured yet what one consumer applies. */
    public boolean isGuessed() {
        return guessed;
    }

    public String getFault() {
        return fault;
    }

    public String getGroup() {
        return group;
    }

    public void setGroup(String group) {
        this.group = given(group);
    }

    public String getArrival() {
        return arrival;
    }

    public void setArrival(String arrival) {
        this.arrival = given(arrival);
    }

    public String getEach() {
        return each;
    }

    public void setEach(String each) {
        this.each = given(each);
    }

    public String getPartitions() {
        return partitions;
    }

    public void setPartitions(String partitions) {
        this.partitions = given(partitions);
    }

    public String getConsumers() {
        return consumers;
    }

    public void setConsumers(String consumers) {
        this.consumers = given(consumers);
    }

    public String getLag() {
        return lag;
    }

    public void setLag(String lag) {
        this.lag = given(lag);
    }

    public String getDrain() {
        return drain;
    }

    public void setDrain(String drain) {
        this.drain = given(drain);
    }

    public String getOutage() {
        return outage;
    }

    public void setOutage(String outage) {
        this.outage = given(outage) == null ? FAIL_OVER : outage;
    }

    private static String given(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
