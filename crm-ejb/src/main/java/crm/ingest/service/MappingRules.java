package crm.ingest.service;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.core.JsonPointer;
import crm.ingest.entity.Fault;
import crm.ingest.entity.Mapping;
import crm.ingest.entity.Mapping.Datum;
import crm.ingest.entity.Mapping.Field;
import crm.ingest.entity.MappingRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a mapping must be like, so that each record it reads has an identity, a time and a type of its own. */
final class MappingRules {

    private static final Set<String> FORMATS = Set.of(Mapping.RFC3339, Mapping.EPOCH_MS, Mapping.EPOCH_S);
    private static final int MOST_TYPES = 200;
    private static final int MOST_FIELDS = 200;
    private static final int MOST_DECIMALS = 18;

    private final List<Fault> faults = new ArrayList<>();

    private MappingRules() {}

    /** @throws MappingRefused with each fault */
    static void check(Mapping mapping) {
        MappingRules rules = new MappingRules();
        rules.read(mapping);
        if (!rules.faults.isEmpty()) {
            throw new MappingRefused(rules.faults);
        }
    }

    private void read(Mapping mapping) {
        varying("/id", mapping.id(), "All records would be the same event.");
        field("/source", mapping.source());
        varying("/time", mapping.time(), "All records would have happened at once.");
        field("/type", mapping.type());
        field("/customer_id", mapping.customerId());
        field("/anonymous_id", mapping.anonymousId());
        field("/subject", mapping.subject());
        mapping.timeFormat()
                .filter(format -> !FORMATS.contains(format))
                .ifPresent(format -> fault("/time_format", "bad_value", "It is one of rfc3339, epoch_ms, epoch_s."));
        mapping.data().ifPresent(pointer -> pointer("/data", pointer));
        types(mapping.types());
        mapping.fields().forEach(this::data);
        someone(mapping);
    }

    private void varying(String at, Optional<Field> field, String why) {
        field(at, field);
        field.flatMap(Field::constant)
                .ifPresent(constant -> fault(at + "/constant", "not_allowed", "It cannot be a constant. " + why));
    }

    private void field(String at, Optional<Field> field) {
        if (field.isEmpty()) {
            return;
        }
        if (field.get().pointer().isEmpty() && field.get().constant().isEmpty()) {
            fault(at, "missing_field", "It needs a pointer or a constant, or leave it out.");
        }
        field.get().pointer().ifPresent(pointer -> pointerBelow(at + "/pointer", pointer));
        field.get().constant().ifPresent(constant -> name(at + "/constant", constant));
    }

    private void pointerBelow(String at, String pointer) {
        if (pointer.isEmpty()) {
            fault(at, "bad_pointer", "It names the whole record; a field lies below it, such as /id.");
        } else {
            pointer(at, pointer);
        }
    }

    private void pointer(String at, String pointer) {
        if (!isPointer(pointer)) {
            fault(
                    at,
                    "bad_pointer",
                    "It is no JSON Pointer (RFC 6901) such as /payload/id, of at most " + Attributes.NAME
                            + " characters.");
        }
    }

    private static boolean isPointer(String text) {
        if (text.length() > Attributes.NAME || !StorableText.isStorable(text)) {
            return false;
        }
        try {
            JsonPointer.compile(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void types(Map<String, String> types) {
        if (types.size() > MOST_TYPES) {
            fault("/types", "too_many", "At most " + MOST_TYPES + " types can have another name.");
        }
        types.forEach((theirs, ours) -> {
            String at = "/types/" + theirs.replace("~", "~0").replace("/", "~1");
            name(StorableText.isStorable(at) ? at : "/types", theirs);
            name(StorableText.isStorable(at) ? at : "/types", ours);
        });
    }

    private void data(String type, Map<String, Datum> fields) {
        String at = "/fields/" + escaped(type);
        name("/fields", type);
        if (fields.size() > MOST_FIELDS) {
            fault(at, "too_many", "At most " + MOST_FIELDS + " fields of a type can be mapped.");
        }
        fields.forEach((name, datum) -> {
            name(at, name);
            pointerBelow(at + '/' + escaped(name) + "/pointer", requireNonNullElse(datum.pointer(), ""));
            datum.decimals()
                    .filter(decimals -> decimals < 0 || decimals > MOST_DECIMALS)
                    .ifPresent(decimals -> fault(
                            at + '/' + escaped(name) + "/decimals",
                            "bad_value",
                            "It is a number from 0 to " + MOST_DECIMALS + "."));
        });
    }

    private static String escaped(String name) {
        return StorableText.isStorable(name) ? name.replace("~", "~0").replace("/", "~1") : "";
    }

    private void name(String at, String name) {
        if (name.isBlank() || name.length() > Attributes.NAME || !StorableText.isStorable(name)) {
            fault(at, "bad_value", "It is a text of 1 to " + Attributes.NAME + " characters.");
        }
    }

    /** Only identifications can name their customer in their data. */
    private void someone(Mapping mapping) {
        if (mapping.customerId().isEmpty()
                && mapping.anonymousId().isEmpty()
                && mapping.subject().isEmpty()) {
            fault("/customer_id", "missing_field", "One of customer_id, anonymous_id and subject must be mapped.");
        }
    }

    private void fault(String pointer, String code, String detail) {
        faults.add(new Fault(pointer, code, detail));
    }
}
