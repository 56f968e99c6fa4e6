package crm.operations.rest;

import com.fasterxml.jackson.databind.JsonNode;
import crm.ingest.entity.Scope;
import crm.operations.entity.SeekPoint;
import crm.platform.rest.Refusal;
import crm.platform.rest.Times;
import java.time.Instant;
import java.util.Optional;

/**
 * Where the group, a topic, a partition or a key shall go on.
 *
 * @param to {@code earliest}, {@code latest}, {@code offset} or {@code time}
 * @param value the offset or the time
 */
record SeekBody(
        Optional<String> topic,
        Optional<Integer> partition,
        Optional<String> key,
        Optional<String> to,
        Optional<JsonNode> value,
        Optional<Boolean> dryRun) {

    private static final String KINDS = "It goes to earliest, latest, offset or time.";

    SeekBody {
        value = value.filter(node -> !node.isNull()); // what Jackson makes of one that is not there
    }

    Scope scope() {
        return new ScopeBody(topic, partition, key).scope();
    }

    boolean dry() {
        return dryRun.orElse(false);
    }

    SeekPoint point() {
        SeekPoint.To kind = SeekPoint.To.of(
                        to.orElseThrow(() -> Refusal.field("/to", "missing_field", "Say where. " + KINDS)))
                .orElseThrow(() -> Refusal.field("/to", "unknown_value", KINDS));
        return switch (kind) {
            case EARLIEST -> without(SeekPoint.EARLIEST);
            case LATEST -> without(SeekPoint.LATEST);
            case OFFSET -> SeekPoint.at(offset());
            case TIME -> SeekPoint.at(time());
        };
    }

    private SeekPoint without(SeekPoint point) {
        if (value.isPresent()) {
            throw Refusal.field("/value", "unknown_field", "Only an offset or a time has a value.");
        }
        return point;
    }

    private long offset() {
        JsonNode given = given("Give the offset as value.");
        if (!given.isIntegralNumber() || !given.canConvertToLong() || given.longValue() < 0) {
            throw Refusal.field("/value", "wrong_type", "An offset is a whole number from 0.");
        }
        return given.longValue();
    }

    private Instant time() {
        JsonNode given = given("Give the time as value, like 2011-09-30T00:00:00Z.");
        if (!given.isTextual()) {
            throw Refusal.field("/value", "wrong_type", "A time is a string like 2011-09-30T00:00:00Z (RFC 3339).");
        }
        return Times.field("/value", given.textValue());
    }

    private JsonNode given(String what) {
        return value.orElseThrow(() -> Refusal.field("/value", "missing_field", what));
    }
}
