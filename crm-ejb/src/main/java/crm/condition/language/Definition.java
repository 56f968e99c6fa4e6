package crm.condition.language;

import static java.util.Objects.requireNonNull;

import java.time.ZoneId;
import java.util.Optional;

/**
 * A condition with a name.
 *
 * @param zone whose days, weeks and months count
 */
public record Definition(String key, String name, Optional<String> description, ZoneId zone, Condition where) {

    public Definition {
        requireNonNull(key, "key");
        requireNonNull(name, "name");
        requireNonNull(description, "description");
        requireNonNull(zone, "zone");
        requireNonNull(where, "where");
    }
}
