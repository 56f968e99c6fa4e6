package crm.operations.rest;

import crm.operations.entity.Capacity;
import crm.operations.entity.CapacityQuestion;
import crm.platform.rest.Problem;
import crm.platform.rest.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What {@code POST /operations/capacity} is asked.
 *
 * @param ratePerConsumer as measured of the group where it is left out
 * @param group whose rate that is; may be left out while there is one group only
 */
record CapacityBody(
        Optional<Double> arrivalRate,
        Optional<Double> ratePerConsumer,
        Optional<Double> partitions,
        Optional<Double> consumers,
        Optional<List<Double>> shares,
        Optional<Double> lag,
        Optional<Double> targetDrainSeconds,
        Optional<String> group) {

    private static final int MOST = 10_000;
    private static final double HIGHEST = 1e12;
    private static final double ROUNDING = 0.001;

    /** Refuses what cannot be answered, each fault by its pointer. */
    CapacityBody checked() {
        List<Problem.Violation> faults = new ArrayList<>();
        required(faults, "/arrival_rate", arrivalRate);
        required(faults, "/partitions", partitions);
        required(faults, "/consumers", consumers);
        between(faults, "/arrival_rate", arrivalRate, 0, HIGHEST);
        whole(faults, "/partitions", partitions, 1, MOST);
        whole(faults, "/consumers", consumers, 1, MOST);
        whole(faults, "/lag", lag, 0, 1e15);
        positive(faults, "/rate_per_consumer", ratePerConsumer);
        positive(faults, "/target_drain_seconds", targetDrainSeconds);
        shares.ifPresent(some -> shares(faults, some));
        if (!faults.isEmpty()) {
            throw new Refusal(Problem.of(422, "This cannot be calculated; see errors.", faults));
        }
        return this;
    }

    private void shares(List<Problem.Violation> faults, List<Double> some) {
        for (int i = 0; i < some.size(); i++) {
            Double share = some.get(i);
            if (share == null || !(share >= 0 && share <= 1)) {
                faults.add(new Problem.Violation("/shares/" + i, "out_of_range", "A share is a number from 0 to 1."));
            }
        }
        if (partitions.isPresent() && some.size() != partitions.get().intValue()) {
            faults.add(new Problem.Violation("/shares", "wrong_length", "There is one share for each partition."));
        } else if (faults.isEmpty()
                && Math.abs(some.stream().mapToDouble(Double::doubleValue).sum() - 1) > ROUNDING) {
            faults.add(new Problem.Violation("/shares", "wrong_sum", "Shares are 1 together."));
        }
    }

    private static void required(List<Problem.Violation> faults, String pointer, Optional<?> value) {
        if (value.isEmpty()) {
            faults.add(new Problem.Violation(pointer, "missing_field", "This field is needed."));
        }
    }

    private static void whole(
            List<Problem.Violation> faults, String pointer, Optional<Double> value, double least, double most) {
        between(faults, pointer, value, least, most);
        value.filter(number -> number != Math.rint(number))
                .ifPresent(
                        number -> faults.add(new Problem.Violation(pointer, "not_whole", "This is a whole number.")));
    }

    private static void between(
            List<Problem.Violation> faults, String pointer, Optional<Double> value, double least, double most) {
        value.filter(number -> !(number >= least && number <= most))
                .ifPresent(number -> faults.add(new Problem.Violation(
                        pointer,
                        "out_of_range",
                        "This is a number from " + plain(least) + " to " + plain(most) + ".")));
    }

    private static String plain(double bound) {
        return String.format(Locale.ROOT, "%.0f", bound);
    }

    private static void positive(List<Problem.Violation> faults, String pointer, Optional<Double> value) {
        value.filter(number -> !(number > 0 && number <= HIGHEST))
                .ifPresent(number -> faults.add(new Problem.Violation(
                        pointer, "out_of_range", "This is a number above 0 and at most " + plain(HIGHEST) + ".")));
    }

    /** @param measured what one consumer applies per second where the body does not say */
    CapacityQuestion question(OptionalDouble measured) {
        if (ratePerConsumer.isEmpty() && measured.isEmpty()) {
            throw Refusal.field(
                    "/rate_per_consumer",
                    "not_measured",
                    "Nothing has been measured yet; say what one consumer applies per second.");
        }
        CapacityQuestion question = new CapacityQuestion(
                arrivalRate.orElseThrow(),
                ratePerConsumer.orElseGet(measured::getAsDouble),
                partitions.orElseThrow().intValue(),
                consumers.orElseThrow().intValue(),
                shares.orElse(List.of()),
                lag.orElse(0.0).longValue(),
                targetDrainSeconds.map(OptionalDouble::of).orElse(OptionalDouble.empty()));
        if (Capacity.isBeyond(question)) {
            throw Refusal.field(
                    "/arrival_rate",
                    "out_of_range",
                    "This would need more partitions than any cluster has; is the rate of a consumer meant?");
        }
        return question;
    }
}
