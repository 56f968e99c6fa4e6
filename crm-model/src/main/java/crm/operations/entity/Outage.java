package crm.operations.entity;

import java.util.OptionalDouble;

/**
 * What it costs that one of several equal nodes is gone for a while, with its consumers.
 *
 * @param consumers that are left
 * @param sustainableRate of those
 * @param backlog records that wait when others take over: what arrived meanwhile for the partitions of those who are gone
 * @param recoverySeconds until these are gone, once others have taken over; empty for never
 */
public record Outage(int consumers, double sustainableRate, double backlog, OptionalDouble recoverySeconds) {

    /**
     * Calculates.
     *
     * @param nodes that share the consumers evenly, at least one
     * @param seconds until others take over
     */
    public static Outage of(CapacityQuestion question, int nodes, double seconds) {
        int lost = (question.consumers() + nodes - 1) / nodes;
        int left = question.consumers() - lost;
        double share = Math.min(1, (double) lost / Math.min(question.consumers(), question.partitions()));
        double backlog = question.arrivalRate() * share * seconds;
        double rate = left == 0 ? 0 : Capacity.rate(question, left);
        double gain = rate - question.arrivalRate();
        return new Outage(
                left,
                left == 0 ? 0 : Capacity.sustainable(question, left),
                backlog,
                gain <= 0 ? OptionalDouble.empty() : OptionalDouble.of(backlog / gain));
    }
}
