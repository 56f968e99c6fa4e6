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
    private static final long FIRST = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();

    private final Mapping mapping;
    private final Set<String> members;

    /** @throws crm.ingest.entity.MappingRefused if it cannot be used */
    EditedMapping(Mapping mapping) {
        MappingRules.check(mapping);
        this.mapping = mapping;
        this.members = members(mapping);
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
        String type = name(outline, mapping.type())
                .or(origin::type)
                .map(found -> mapping.types().getOrDefault(found, found))
                .orElseThrow(() -> new Rejected(
                        Code.NO_ENVELOPE, "", "is no CloudEvent, and nothing says which type of event it is"));
        Optional<String> anonymous = name(outline, mapping.anonymousId());
        return new Envelope(
                new Stamp(
                        time(outline).orElseGet(origin::time),
                        name(outline, mapping.source()).orElseGet(origin::source),
                        name(outline, mapping.id()).orElseGet(origin.id())),
                type,
                text(outline, mapping.subject(), Attributes.SUBJECT),
                false,
                name(outline, mapping.customerId()),
                anonymous,
                data(outline, type, anonymous),
                mapping.data().orElse(""));
    }

    private static Optional<String> name(Outline outline, Optional<Field> field) {
        return text(outline, field, Attributes.NAME);
    }

    private static Optional<String> text(Outline outline, Optional<Field> field, int most) {
        Optional<String> pointer = field.flatMap(Field::pointer);
        return pointer.flatMap(at -> Pointed.find(outline, JsonPointer.compile(at)))
                .map(found -> text(found, pointer.get(), most))
                .or(() -> field.flatMap(Field::constant));
    }

    private static String text(Pointed found, String pointer, int most) {
        boolean named = found.kind() == JsonToken.VALUE_STRING || found.kind() == JsonToken.VALUE_NUMBER_INT;
        if (!named || found.text().isEmpty() || found.text().length() > most) {
            throw Rejected.wrong(pointer, "a string of 1 to " + most + " characters or a whole number");
        }
        return found.text();
    }

    private Optional<Instant> time(Outline outline) {
        return mapping.time()
                .flatMap(Field::pointer)
                .flatMap(pointer ->
                        Pointed.find(outline, JsonPointer.compile(pointer)).map(found -> time(found, pointer)));
    }

    private Instant time(Pointed found, String pointer) {
        String format = mapping.timeFormat().orElse(Mapping.RFC3339);
        if (format.equals(Mapping.RFC3339)) {
            return Optional.of(found)
                    .filter(f -> f.kind() == JsonToken.VALUE_STRING)
                    .flatMap(f -> Rfc3339.parse(f.text()))
                    .orElseThrow(() ->
                            Rejected.wrong(pointer, "an RFC 3339 time with an offset, in the years 0001 to 9999"));
        }
        int shift = format.equals(Mapping.EPOCH_S) ? SECONDS_TO_MILLIS : 0;
        return Decimals.ofText(found.text())
                .map(number -> number.movePointRight(shift))
                .filter(millis -> millis.compareTo(BigDecimal.valueOf(FIRST)) >= 0
                        && millis.compareTo(BigDecimal.valueOf(LAST)) <= 0)
                .map(millis -> Instant.ofEpochMilli(millis.longValue()))
                .orElseThrow(() -> Rejected.wrong(
                        pointer, (shift == 0 ? "milliseconds" : "seconds") + " since 1970, in the years 0001 to 9999"));
    }

    private String data(Outline outline, String type, Optional<String> anonymous) {
        boolean identifies = BareJson.IDENTIFICATIONS.contains(type);
        if (mapping.data().isEmpty()) {
            Set<String> taken = new HashSet<>(members);
            if (identifies) {
                taken.remove(BareJson.ANONYMOUS_ID);
            }
            return identifies ? with(anonymous, outline.textWithout(taken)) : outline.textWithout(taken);
        }
        String pointer = mapping.data().get();
        Pointed found =
                Pointed.find(outline, JsonPointer.compile(pointer)).orElseThrow(() -> Rejected.missing(pointer));
        if (found.kind() != JsonToken.START_OBJECT) {
            throw Rejected.wrong(pointer, "a JSON object");
        }
        return identifies ? with(anonymous, found.text()) : found.text();
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
        byte[] json = data.getBytes(UTF_8);
        Outline outline = new Outline(json, 0, json.length, List.of());
        return Pointed.find(outline, JsonPointer.compile('/' + BareJson.ANONYMOUS_ID))
                .isPresent();
    }

    /** Those of some topics, read for use. */
    static Map<String, EditedMapping> all(Map<String, Mapping> mappings) {
        return mappings.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(Mapping.defaultOf(entry.getKey())))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> new EditedMapping(entry.getValue())));
    }
}
