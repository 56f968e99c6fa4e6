package crm.ingest.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import crm.ingest.entity.Mapping;
import crm.ingest.entity.Mapping.Field;
import crm.ingest.entity.Rejection.Code;
import crm.ingest.entity.Stamp;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads bare JSON by a {@link Mapping} that somebody has edited; {@link BareJson} is the same for the default ones.
 * Immutable.
 *
 * <p>Beyond the default, whole numbers are taken for names: systems that need a mapping of their own often have
 * numbers where others have strings.
 */
final class EditedMapping {

    private static final int SECONDS_TO_MILLIS = 3;
    private static final BigDecimal FIRST =
            BigDecimal.valueOf(Instant.parse("0001-01-01T00:00:00Z").toEpochMilli());
    private static final BigDecimal LAST =
            BigDecimal.valueOf(Instant.parse("9999-12-31T23:59:59Z").toEpochMilli());

    private final Mapping mapping;
    private final Place id;
    private final Place source;
    private final Place time;
    private final Place type;
    private final Place customerId;
    private final Place anonymousId;
    private final Place subject;
    private final Set<String> members;
    private final Set<String> membersOfIdentification;
    private final Map<String, MappedData> fields;

    /** @throws crm.ingest.entity.MappingRefused if it cannot be used */
    EditedMapping(Mapping mapping) {
        MappingRules.check(mapping);
        this.mapping = mapping;
        this.id = Place.of(mapping.id());
        this.source = Place.of(mapping.source());
        this.time = Place.of(mapping.time());
        this.type = Place.of(mapping.type());
        this.customerId = Place.of(mapping.customerId());
        this.anonymousId = Place.of(mapping.anonymousId());
        this.subject = Place.of(mapping.subject());
        this.members = members(mapping);
        this.membersOfIdentification = members.stream()
                .filter(name -> !name.equals(BareJson.ANONYMOUS_ID))
                .collect(Collectors.toUnmodifiableSet());
        this.fields = mapping.fields().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        entry -> new MappedData(
                                entry.getValue(), mapping.data().isPresent() ? Set.of() : taken(entry.getKey()))));
    }

    /** Where a field of the envelope is, and what it is where nothing is there. */
    private record Place(Optional<JsonPointer> pointer, Optional<String> constant) {

        private static Place of(Optional<Field> field) {
            return new Place(field.flatMap(Field::pointer).map(JsonPointer::compile), field.flatMap(Field::constant));
        }

        private Optional<Pointed> in(Outline outline) {
            return pointer.flatMap(at -> Pointed.find(outline, at));
        }

        private Rejected wrong(String expectation) {
            return Rejected.wrong(pointer.orElseThrow().toString(), expectation);
        }
    }

    /** Whole members that the envelope takes; what lies deeper stays where it is. */
    private static Set<String> members(Mapping mapping) {
        Set<String> names = new HashSet<>();
        List.of(
                        mapping.id(),
                        mapping.source(),
                        mapping.time(),
                        mapping.type(),
                        mapping.customerId(),
                        mapping.anonymousId(),
                        mapping.subject())
                .forEach(field -> field.flatMap(Field::pointer)
                        .map(JsonPointer::compile)
                        .filter(pointer -> pointer.tail().matches())
                        .ifPresent(pointer -> names.add(pointer.getMatchingProperty())));
        return Set.copyOf(names);
    }

    Envelope read(Outline outline, Origin origin) {
        String kind = name(outline, type)
                .or(origin::type)
                .map(found -> mapping.types().getOrDefault(found, found))
                .orElseThrow(() -> new Rejected(
                        Code.NO_ENVELOPE, "", "is no CloudEvent, and nothing says which type of event it is"));
        Optional<String> anonymous = name(outline, anonymousId);
        return new Envelope(
                new Stamp(
                        time.in(outline).map(this::time).orElseGet(origin::time),
                        name(outline, source).orElseGet(origin::source),
                        name(outline, id).orElseGet(origin.id())),
                kind,
                text(outline, subject, Attributes.SUBJECT),
                false,
                name(outline, customerId),
                anonymous,
                data(outline, kind, anonymous),
                mapping.data().orElse(""));
    }

    private static Optional<String> name(Outline outline, Place place) {
        return text(outline, place, Attributes.NAME);
    }

    private static Optional<String> text(Outline outline, Place place, int most) {
        return place.in(outline).map(found -> text(found, place, most)).or(place::constant);
    }

    private static String text(Pointed found, Place place, int most) {
        boolean named = found.kind() == JsonToken.VALUE_STRING || found.kind() == JsonToken.VALUE_NUMBER_INT;
        String text = found.text();
        if (!named || text.isEmpty() || text.length() > most) {
            throw place.wrong("a string of 1 to " + most + " characters or a whole number");
        }
        return text;
    }

    private Instant time(Pointed found) {
        String format = mapping.timeFormat().orElse(Mapping.RFC3339);
        if (format.equals(Mapping.RFC3339)) {
            return Optional.of(found)
                    .filter(f -> f.kind() == JsonToken.VALUE_STRING)
                    .flatMap(f -> Rfc3339.parse(f.text()))
                    .orElseThrow(() -> time.wrong("an RFC 3339 time with an offset, in the years 0001 to 9999"));
        }
        int shift = format.equals(Mapping.EPOCH_S) ? SECONDS_TO_MILLIS : 0;
        return Decimals.ofText(found.text())
                .map(number -> number.movePointRight(shift))
                .filter(millis -> millis.compareTo(FIRST) >= 0 && millis.compareTo(LAST) <= 0)
                .map(millis -> Instant.ofEpochMilli(millis.longValue()))
                .orElseThrow(() -> time.wrong(
                        (shift == 0 ? "milliseconds" : "seconds") + " since 1970, in the years 0001 to 9999"));
    }

    private String data(Outline outline, String kind, Optional<String> anonymous) {
        String data = mapping.data().isPresent()
                ? inside(outline, kind, payload(outline, mapping.data().get()))
                : outside(outline, kind);
        return BareJson.IDENTIFICATIONS.contains(kind) ? with(anonymous, data) : data;
    }

    private String inside(Outline outline, String kind, String payload) {
        MappedData mapped = fields.get(kind);
        return mapped == null
                ? payload
                : mapped.of(
                        outline, OutlineReader.read(payload.getBytes(UTF_8), Rejected.notJson("is no JSON object")));
    }

    private String outside(Outline outline, String kind) {
        MappedData mapped = fields.get(kind);
        return mapped == null ? outline.textWithout(taken(kind)) : mapped.of(outline, outline);
    }

    private static String payload(Outline outline, String pointer) {
        Pointed found =
                Pointed.find(outline, JsonPointer.compile(pointer)).orElseThrow(() -> Rejected.missing(pointer));
        if (found.kind() != JsonToken.START_OBJECT) {
            throw Rejected.wrong(pointer, "a JSON object");
        }
        return found.json();
    }

    /** What is no data; an identification says in its data whom it identifies. */
    private Set<String> taken(String kind) {
        return BareJson.IDENTIFICATIONS.contains(kind) ? membersOfIdentification : members;
    }

    /** An identification says itself whom it identifies, so what the envelope took must be in its data too. */
    private static String with(Optional<String> anonymous, String data) {
        if (anonymous.isEmpty() || holdsAnonymous(data)) {
            return data;
        }
        String member = "\"" + BareJson.ANONYMOUS_ID + "\":\""
                + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(anonymous.get())) + '"';
        String rest = data.substring(1);
        return '{' + member + (rest.strip().equals("}") ? "" : ",") + rest;
    }

    private static boolean holdsAnonymous(String data) {
        return OutlineReader.read(data.getBytes(UTF_8), Rejected.notJson("is no JSON object"))
                .member(BareJson.ANONYMOUS_ID)
                .filter(member -> member.kind() != JsonToken.VALUE_NULL)
                .isPresent();
    }

    /** Those of some topics, read for use. */
    static Map<String, EditedMapping> all(Map<String, Mapping> mappings) {
        return mappings.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(Mapping.defaultOf(entry.getKey())))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> new EditedMapping(entry.getValue())));
    }
}
