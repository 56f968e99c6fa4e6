package crm.operations.entity;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a group is to carry. Rates are records per second.
 *
 * @param arrivalRate of all its topics together
 * @param ratePerConsumer what one consumer applies
 * @param shares of the traffic by partition, in their order, 1 together; none if it is spread evenly
 * @param lag records that wait already
 * @param targetDrainSeconds within which these are to be gone
 */
public record CapacityQuestion(
        double arrivalRate,
        double ratePerConsumer,
        int partitions,
        int consumers,
        List<Double> shares,
        long lag,
        OptionalDouble targetDrainSeconds) {

    public CapacityQuestion {
        shares = List.copyOf(shares);
    }
}
