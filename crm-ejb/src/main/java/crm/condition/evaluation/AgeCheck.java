package crm.condition.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.util.OptionalLong;

/**
 * Whether a time is in (t − span, t], or at or before t − span.
 *
 * @param within the first of the two
 */
record AgeCheck(boolean within, long span, ZoneId zone) implements ValueCheck {

    @Override
    public boolean holds(JsonNode value, Scene scene) {
        OptionalLong time = Values.time(value, zone);
        if (time.isEmpty()) {
            return false;
        }
        long end = Micros.plus(time.getAsLong(), span);
        return within ? time.getAsLong() <= scene.at() && scene.at() < end : end <= scene.at();
    }

    @Override
    public long changesAfter(JsonNode value, long at) {
        OptionalLong time = Values.time(value, zone);
        if (time.isEmpty()) {
            return Micros.NEVER;
        }
        if (within && at < time.getAsLong()) {
            return time.getAsLong();
        }
        long end = Micros.plus(time.getAsLong(), span);
        return at < end ? end : Micros.NEVER;
    }

    @Override
    public boolean moves() {
        return true;
    }
}
