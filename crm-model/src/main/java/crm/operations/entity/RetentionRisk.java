package crm.operations.entity;

import java.util.OptionalDouble;

/**
 * How close a group is to losing records that the broker deletes before they are applied.
 *
 * @param retentionSeconds the shortest of its topics
 * @param ageSeconds of the oldest record that waits
 * @param lossSeconds until the first of them would be deleted if it goes on as lately; empty for never
 */
public record RetentionRisk(double retentionSeconds, double ageSeconds, OptionalDouble lossSeconds) {

    /**
     * The risk at this moment.
     *
     * @param trend by how many seconds the oldest gets older each second; it falls behind where that is above 0
     */
    public static RetentionRisk of(double retention, double age, double trend) {
        double left = Math.max(0, retention - age);
        return new RetentionRisk(
                retention, age, age > 0 && trend > 0 ? OptionalDouble.of(left / trend) : OptionalDouble.empty());
    }
}
