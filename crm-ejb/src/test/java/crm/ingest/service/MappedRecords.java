package crm.ingest.service;

import crm.ingest.entity.Decoded;
import crm.ingest.entity.Delivery;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads records as a topic with an edited mapping delivers them. */
public final class MappedRecords {

    private static final String TOPIC = "customer_order";

    private final EventDecoder decoder;
    private final UUID topicId = UUID.randomUUID();
    private long offset;

    /** @param mapping as JSON */
    public MappedRecords(String mapping) {
        Map<String, EditedMapping> mappings = Map.of(TOPIC, new EditedMapping(MappingJson.read(mapping)));
        this.decoder = new EventDecoder(Clock.systemUTC(), Deliveries.SETTINGS, () -> mappings);
    }

    public Decoded decode(byte[] key, byte[] value) {
        return decoder.decode(new Delivery(TOPIC, TOPIC, topicId, 0, offset++, Instant.now(), List.of(), key, value));
    }
}
