package crm.operations.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import crm.operations.entity.Capacity;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A capacity as it is written.
 *
 * @param drainSeconds null for never
 */
record CapacityAnswer(
        double rate,
        double sustainableRate,
        double utilisation,
        @JsonInclude OptionalDouble drainSeconds,
        int idleConsumers,
        Capacity.Load partitionsPerConsumer,
        int consumersNeeded,
        int partitionsNeeded,
        List<Capacity.Step> staircase) {

    static CapacityAnswer of(Capacity capacity) {
        return new CapacityAnswer(
                capacity.rate(),
                capacity.sustainableRate(),
                capacity.utilisation(),
                capacity.drainSeconds(),
                capacity.idleConsumers(),
                capacity.partitionsPerConsumer(),
                capacity.consumersNeeded(),
                capacity.partitionsNeeded(),
                capacity.staircase());
    }
}
