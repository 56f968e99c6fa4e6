package crm.ingest.service;

import crm.ingest.entity.Delivery;
import crm.ingest.entity.Mapping;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where JSON that is no CloudEvent came from: what is taken where it says nothing itself.
 *
 * @param type empty where the record must name it
 */
record Origin(Optional<String> type, String source, Instant time, Supplier<String> id) {

    Origin {
        time = time.truncatedTo(ChronoUnit.MICROS);
    }

    static Origin of(Delivery delivery) {
        return new Origin(
                Optional.ofNullable(Mapping.defaultType(delivery.role())),
                delivery.topic(),
                delivery.timestamp(),
                () -> delivery.topicId().toString() + ':' + delivery.partition() + ':' + delivery.offset());
    }
}
