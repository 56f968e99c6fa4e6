package crm.segment.service;

import com.fasterxml.jackson.databind.JsonNode;
import crm.condition.language.Condition;
import crm.condition.language.Definition;
import crm.condition.language.DefinitionReader;
import crm.condition.language.Problem;
import crm.condition.language.Reading;
import crm.ingest.entity.Fault;
import crm.segment.entity.SegmentRefused;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A condition that nobody has published, as somebody asks about it: {@code {"where", "timezone"?, "as_of"?}}. It may bring
 * along what else a definition has; of that only the key counts, to which it must not lead back.
 *
 * @param definition under a name that is no key of a segment
 * @param hints what may be meant otherwise
 */
record Question(Definition definition, Optional<Instant> asOf, List<Fault> hints) {

    /** No segment can have it as its key. */
    static final String NAME = "?";

    private static final Set<String> KNOWN = Set.of("where", "timezone", "as_of", "key", "name", "description");
    private static final int LAST_YEAR = 9999;

    /**
     * Reads what somebody asks.
     *
     * @param seesPersonalData whether the caller may ask what personal values are
     * @throws SegmentRefused if it is not as it must be, with all that is wrong
     */
    static Question read(JsonNode request, Definitions definitions, boolean seesPersonalData) throws SQLException {
        Question question = read(request, definitions);
        if (!seesPersonalData) {
            MaskedQuestions.refuse(request.path("where"));
        }
        return question;
    }

    /** @throws SegmentRefused if it is not as it must be, with all that is wrong */
    static Question read(JsonNode request, Definitions definitions) throws SQLException {
        if (request == null || !request.isObject()) {
            throw new SegmentRefused(List.of(new Fault("", "wrong_type", "must be an object with a condition, where")));
        }
        List<Fault> faults = new ArrayList<>();
        request.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name)) {
                faults.add(new Fault(
                        '/' + name.replace("~", "~0").replace("/", "~1"),
                        "unknown_key",
                        "is not known here; known are where, timezone and as_of"));
            }
        });
        DefinitionReader reader = new DefinitionReader(Words.VOCABULARY.withSegments(segments(request, definitions)));
        Optional<String> own = Optional.ofNullable(request.path("key").textValue());
        Reading<Condition> where = reader.condition(request.path("where"), "/where", own);
        faults.addAll(Definitions.faults(where.problems()));
        Optional<ZoneId> zone = zone(request, faults);
        Optional<Instant> asOf = asOf(request, faults);
        if (!faults.isEmpty()) {
            throw new SegmentRefused(faults);
        }
        Definition definition = new Definition(
                NAME, NAME, Optional.empty(), zone.orElseThrow(), where.value().orElseThrow());
        return new Question(definition, asOf, Definitions.faults(where.hints()));
    }

    /** What can be referred to; reading all definitions for that is spared to conditions that refer to none. */
    private static Map<String, Set<String>> segments(JsonNode request, Definitions definitions) throws SQLException {
        return request.findValue("segment") == null ? Map.of() : definitions.referable();
    }

    private static Optional<ZoneId> zone(JsonNode request, List<Fault> faults) {
        if (!request.has("timezone")) {
            return Optional.of(ZoneOffset.UTC);
        }
        Reading<ZoneId> zone = DefinitionReader.zone(request.get("timezone"), "/timezone");
        List<Problem> problems = zone.problems();
        faults.addAll(Definitions.faults(problems));
        return zone.value();
    }

    private static Optional<Instant> asOf(JsonNode request, List<Fault> faults) {
        JsonNode asOf = request.path("as_of");
        if (asOf.isMissingNode() || asOf.isNull()) {
            return Optional.empty();
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(asOf.asText());
            if (time.getYear() >= 1 && time.getYear() <= LAST_YEAR) {
                return Optional.of(time.toInstant());
            }
        } catch (DateTimeException e) {
            // told below, as for a year with more digits
        }
        faults.add(new Fault("/as_of", "bad_time", "must be a time such as 2011-09-30T00:00:00Z (RFC 3339)"));
        return Optional.empty();
    }
}
