package crm.operations.page;

import crm.operations.entity.Capacity;
import crm.operations.entity.CapacityQuestion;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What is typed in for a plan; what is left out is what was measured. Each as it stands in the address. */
@Named("plan")
@RequestScoped
public class PlanForm {

    private static final int MOST = 1000;
    private static final String FAIL_OVER = "6";

    private String arrival;
    private String each;
    private String partitions;
    private String consumers;
    private String lag;
    private String drain;
    private String outage = FAIL_OVER;
    private String fault;

    /** Fills in what nobody typed. */
    void fill(CapacityQuestion measured) {
        arrival = or(arrival, plain(measured.arrivalRate()));
        each = or(each, plain(measured.ratePerConsumer()));
        partitions = or(partitions, String.valueOf(measured.partitions()));
        consumers = or(consumers, String.valueOf(measured.consumers()));
        lag = or(lag, String.valueOf(measured.lag()));
    }

    private static String or(String typed, String measured) {
        return typed == null ? measured : typed;
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value)
                .setScale(value < 10 ? 1 : 0, RoundingMode.HALF_UP)
                .toPlainString();
    }

    /** Empty where something makes no sense, which is its fault then. */
    Optional<CapacityQuestion> question() {
        Optional<Double> rate = read("arrival", arrival, 0, 1e9, false);
        Optional<Double> one = read("each", each, 1e-3, 1e9, false);
        Optional<Double> parts = read("partitions", partitions, 1, MOST, true);
        Optional<Double> members = read("consumers", consumers, 1, MOST, true);
        Optional<Double> waiting = read("lag", lag, 0, 1e15, true);
        Optional<Double> within = drain == null ? Optional.empty() : read("drain", drain, 1e-3, 1e9, false);
        read("outage", outage, 0, 1e6, false);
        if (fault != null) {
            return Optional.empty();
        }
        CapacityQuestion question = new CapacityQuestion(
                rate.orElseThrow(),
                one.orElseThrow(),
                parts.orElseThrow().intValue(),
                members.orElseThrow().intValue(),
                List.of(),
                waiting.orElseThrow().longValue(),
                within.map(OptionalDouble::of).orElse(OptionalDouble.empty()));
        fault = Capacity.isBeyond(question) ? "arrival" : null;
        return Optional.of(question).filter(asked -> fault == null);
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

    /** For how long a node is away; read once the question could be. */
    double outageSeconds() {
        return Double.parseDouble(outage.strip());
    }

    public String getFault() {
        return fault;
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

    static String given(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
