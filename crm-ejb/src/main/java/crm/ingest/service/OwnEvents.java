package crm.ingest.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.ingest.entity.Event;
import crm.ingest.entity.EventRefused;
import crm.ingest.entity.Fault;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Stamp;
import crm.ingest.service.PayloadReader.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Events that are made here, because somebody said something on a page or by HTTP that is no event yet. They are read as
 * those from outside are, but there is somebody to be told: what would only be noted there is refused. Thread-safe.
 */
public final class OwnEvents {

    private static final int MOST_FAULTS = 50;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PayloadReader payloads;
    private final EventSchemas schemas;

    public OwnEvents(PayloadReader payloads, EventSchemas schemas) {
        this.payloads = payloads;
        this.schemas = schemas;
    }

    /**
     * An event.
     *
     * @param data JSON object
     * @param pointer where the data stand in what was sent
     * @throws EventRefused if they are not as the contract says for this type, with every fault
     */
    public Event of(Stamp stamp, String type, Identity subject, String data, String pointer) {
        Map<String, Fault> faults = new LinkedHashMap<>();
        storable(data, pointer).forEach(fault -> faults.putIfAbsent(fault.pointer(), fault));
        refuse(faults);
        try {
            Reading reading = payloads.read(type, data, pointer);
            reading.violations()
                    .forEach(violation -> faults.putIfAbsent(
                            violation.pointer(),
                            new Fault(violation.pointer(), "wrong_type", "must be " + violation.expectation())));
            schemas.check(type, data, pointer, MOST_FAULTS)
                    .forEach(fault -> faults.putIfAbsent(fault.pointer(), fault));
            refuse(faults);
            return new Event(stamp, type, subject, false, reading.payload(), data);
        } catch (Rejected rejected) {
            throw new EventRefused(List.of(new Fault(
                    rejected.rejection().pointer(),
                    "wrong_type",
                    rejected.rejection().detail())));
        }
    }

    private static void refuse(Map<String, Fault> faults) {
        if (!faults.isEmpty()) {
            throw new EventRefused(List.copyOf(faults.values()));
        }
    }

    private static List<Fault> storable(String data, String pointer) {
        if (data.getBytes(UTF_8).length > EventDecoder.LARGEST_VALUE) {
            return List.of(new Fault(
                    pointer, "too_large", "must have at most " + EventDecoder.LARGEST_VALUE + " bytes as JSON"));
        }
        List<Fault> faults = new ArrayList<>();
        try {
            look(JSON.readTree(data), pointer, faults);
        } catch (JsonProcessingException e) {
            faults.add(new Fault(pointer, "wrong_type", "must be JSON"));
        }
        return faults;
    }

    private static void look(JsonNode value, String pointer, List<Fault> faults) {
        if (value.isTextual() && !StorableText.isStorable(value.textValue())) {
            faults.add(new Fault(pointer, "bad_character", "must be text without U+0000 and half characters"));
        }
        value.properties().forEach(field -> {
            if (StorableText.isStorable(field.getKey())) {
                look(field.getValue(), pointer + '/' + escaped(field.getKey()), faults);
            } else {
                faults.add(new Fault(pointer, "bad_character", "must have names without U+0000 and half characters"));
            }
        });
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                look(value.get(i), pointer + '/' + i, faults);
            }
        }
    }

    /** As RFC 6901 writes names in pointers. */
    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
