package crm.segment.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import crm.platform.rest.Json;
import crm.segment.entity.OwnTrait;
import java.time.Instant;
import java.util.Locale;

/**
 * A trait that somebody has defined, as it is told.
 *
 * @param state {@code backfilling} while it is asked of all profiles, then {@code live}
 * @param profiles of how many it was asked
 */
record TraitView(
        String key,
        String name,
        String description,
        String timezone,
        JsonNode event,
        String state,
        long profiles,
        Instant savedAt,
        String savedBy) {

    static TraitView of(OwnTrait trait) {
        JsonNode document = read(trait.definition());
        return new TraitView(
                trait.key(),
                document.path("name").asText(),
                document.has("description") ? document.get("description").asText() : null,
                document.path("timezone").asText("UTC"),
                document.get("event"),
                trait.state().name().toLowerCase(Locale.ROOT),
                trait.profiles(),
                trait.savedAt(),
                trait.savedBy());
    }

    private static JsonNode read(String definition) {
        try {
            return Json.mapper().readTree(definition);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON", e);
        }
    }
}
