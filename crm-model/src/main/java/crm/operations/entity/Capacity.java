package crm.operations.entity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What a group can carry. A partition is read by one consumer of a group at a time, so partitions cap what consumers add
 * and never multiply it.
 *
 * @param rate R of a group with a backlog on all partitions, min(C, P) N
 * @param sustainableRate λ*, what may arrive for ever: the fullest consumer's rate over its share of the traffic
 * @param utilisation what arrives, of that
 * @param drainSeconds until a backlog is gone, lag over R less what arrives; empty for never
 * @param idleConsumers beyond the partitions
 * @param consumersNeeded the fewest that carry what arrives and drain in time, with {@code partitionsNeeded} if those are
 *     more than there are
 * @param partitionsNeeded the fewest with which there are enough consumers
 * @param staircase the sustainable rate by consumers, from one to as many as there are partitions or consumers
 */
public record Capacity(
        double rate,
        double sustainableRate,
        double utilisation,
        OptionalDouble drainSeconds,
        int idleConsumers,
        Load partitionsPerConsumer,
        int consumersNeeded,
        int partitionsNeeded,
        List<Step> staircase) {

    /** So many partitions are planned for at most; with shares, each of which is dealt out anew for each count, fewer. */
    private static final int MOST_EVEN = 100_000;

    private static final int MOST_WITH_SHARES = 10_000;

    public Capacity {
        staircase = List.copyOf(staircase);
    }

    /** Partitions of those who have the fewest and the most. */
    public record Load(int min, int max) {}

    /** What so many consumers sustain. */
    public record Step(int consumers, double sustainableRate) {}

    /** Whether what is asked for is beyond all that is planned here. */
    public static boolean isBeyond(CapacityQuestion question) {
        return partitionsWanted(question) > most(question);
    }

    private static int most(CapacityQuestion question) {
        return question.shares().isEmpty() ? MOST_EVEN : MOST_WITH_SHARES;
    }

    /** The answer; the question must be one that can be asked. What {@link #isBeyond} is answered by the most. */
    public static Capacity of(CapacityQuestion question) {
        int partitions = question.partitions();
        int consumers = question.consumers();
        double sustainable = sustainable(question, consumers);
        double rate = rate(question, consumers);
        int partitionsNeeded = (int) Math.min(partitionsWanted(question), most(question));
        return new Capacity(
                rate,
                sustainable,
                question.arrivalRate() / sustainable,
                drain(question, rate),
                Math.max(0, consumers - partitions),
                new Load(partitions / consumers, ceil(partitions, consumers)),
                consumersNeeded(spread(question, Math.max(partitions, partitionsNeeded))),
                partitionsNeeded,
                IntStream.rangeClosed(1, Math.max(partitions, consumers))
                        .mapToObj(count -> new Step(count, sustainable(question, count)))
                        .toList());
    }

    static double rate(CapacityQuestion question, int consumers) {
        return Math.min(consumers, question.partitions()) * question.ratePerConsumer();
    }

    static double sustainable(CapacityQuestion question, int consumers) {
        double one = question.ratePerConsumer();
        return question.shares().isEmpty()
                ? one * question.partitions() / ceil(question.partitions(), consumers)
                : one / heaviest(question.shares(), consumers);
    }

    /** Partitions are dealt out in turn, as Kafka's assignors do. */
    private static double heaviest(List<Double> shares, int consumers) {
        double[] loads = new double[Math.min(consumers, shares.size())];
        for (int i = 0; i < shares.size(); i++) {
            loads[i % loads.length] += shares.get(i);
        }
        return Arrays.stream(loads).max().orElseThrow();
    }

    private static OptionalDouble drain(CapacityQuestion question, double rate) {
        double gain = rate - question.arrivalRate();
        return gain <= 0 ? OptionalDouble.empty() : OptionalDouble.of(question.lag() / gain);
    }

    /** What must be applied per second so that the backlog is gone in time. */
    private static double wanted(CapacityQuestion question) {
        return question.arrivalRate()
                + (question.targetDrainSeconds().isPresent()
                        ? question.lag() / question.targetDrainSeconds().getAsDouble()
                        : 0);
    }

    /** A whole number. */
    private static double partitionsWanted(CapacityQuestion question) {
        double one = question.ratePerConsumer();
        double forRate = Math.max(1, upwards(wanted(question) / one));
        if (question.shares().isEmpty()) {
            return forRate;
        }
        double hottest = question.shares().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElseThrow();
        // Each partition split into as many, until the hottest of them fits one consumer.
        double parts = Math.max(1, upwards(question.arrivalRate() * hottest / one));
        return parts == 1 ? Math.min(question.partitions(), forRate) : Math.max(forRate, parts * question.partitions());
    }

    /** The question for other partitions: evenly spread traffic stays so, uneven is split. */
    private static CapacityQuestion spread(CapacityQuestion question, int partitions) {
        List<Double> shares = new ArrayList<>();
        int parts = ceil(partitions, question.partitions());
        for (int part = 0; part < parts; part++) {
            question.shares().forEach(share -> shares.add(share / parts));
        }
        return new CapacityQuestion(
                question.arrivalRate(),
                question.ratePerConsumer(),
                question.shares().isEmpty() ? partitions : shares.size(),
                question.consumers(),
                shares,
                question.lag(),
                question.targetDrainSeconds());
    }

    private static int consumersNeeded(CapacityQuestion question) {
        double wanted = wanted(question);
        return IntStream.rangeClosed(1, question.partitions())
                .filter(count -> enough(sustainable(question, count), question.arrivalRate())
                        && enough(rate(question, count), wanted))
                .findFirst()
                .orElse(question.partitions());
    }

    /** Sums of shares are off by a little. */
    private static boolean enough(double has, double needs) {
        return has >= needs * (1 - 1e-12);
    }

    private static double upwards(double count) {
        return Math.ceil(count * (1 - 1e-12));
    }

    private static int ceil(int whole, int parts) {
        return (whole - 1) / parts + 1;
    }
}
