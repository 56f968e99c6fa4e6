package crm.condition.evaluation;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import crm.condition.language.Measure;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that made a condition hold or not: an event, or a value.
 *
 * @param name of the value: the measure, {@code state}, {@code count}, {@code bucket}, or the fact's own, such as {@code
 *     traits.orders}; {@code event} for an event
 * @param value as a text, may be personal; empty for an event
 * @param type of the event
 * @param source of the event
 * @param id of the event
 * @param time of the event
 */
public record Evidence(
        String name,
        Optional<String> value,
        Optional<String> type,
        Optional<String> source,
        Optional<String> id,
        Optional<Instant> time) {

    /** Of the events that were counted, so many are named: the last ones. */
    public static final int MOST_EVENTS = 20;

    public Evidence {
        requireNonNull(name, "name");
        requireNonNull(value, "value");
        requireNonNull(type, "type");
        requireNonNull(source, "source");
        requireNonNull(id, "id");
        requireNonNull(time, "time");
    }

    static Evidence event(String type, Selection selection, int index) {
        return new Evidence(
                "event",
                Optional.empty(),
                Optional.of(type),
                Optional.of(selection.source(index)),
                Optional.of(selection.id(index)),
                Optional.of(Micros.instant(selection.time(index))));
    }

    static Evidence value(String name, String value) {
        return new Evidence(
                name, Optional.of(value), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Evidence measured(Measure measure, BigDecimal number) {
        return value(measure.word(), Values.plain(number));
    }

    /** Nothing where there is no value. */
    static List<Evidence> fact(Fact fact, JsonNode value) {
        return Values.isThere(value)
                ? List.of(value(name(fact), value.isTextual() ? value.textValue() : value.toString()))
                : List.of();
    }

    private static String name(Fact fact) {
        if (fact instanceof Fact.Trait trait) {
            return trait.path().toString();
        } else if (fact instanceof Fact.Identity identity) {
            return "identity." + identity.namespace();
        } else if (fact instanceof Fact.Consent consent) {
            return "consent." + consent.purpose();
        } else if (fact instanceof Fact.Segment segment) {
            return "segment." + segment.key();
        }
        return fact instanceof Fact.OpenRecords records ? records.kind().word() : "rfm";
    }
}
