package crm.ingest.service;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import crm.ingest.entity.Mapping.Datum;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/** The fields of one type's data that a mapping takes from elsewhere in the record, ready for use. Immutable. */
final class MappedData {

    private final List<Field> fields;
    private final Set<String> leftOut;

    /** @param taken names of members that are no data */
    MappedData(Map<String, Datum> data, Set<String> taken) {
        List<Field> read = new ArrayList<>();
        Set<String> replaced = new HashSet<>(taken);
        replaced.addAll(data.keySet());
        data.forEach((name, datum) -> {
            Field field = new Field(
                    '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(name)) + "\":",
                    JsonPointer.compile(datum.pointer()),
                    datum.decimals());
            read.add(field);
            if (field.pointer().tail().matches()) {
                replaced.add(field.pointer().getMatchingProperty());
            }
        });
        this.fields = List.copyOf(read);
        this.leftOut = Set.copyOf(replaced);
    }

    /** @param name as a JSON text with a colon */
    private record Field(String name, JsonPointer pointer, Optional<Integer> decimals) {

        private String value(Pointed found) {
            return decimals.isEmpty() ? found.json() : shifted(found.text(), decimals.get());
        }

        private String shifted(String number, int digits) {
            return Decimals.ofText(number)
                    .map(whole -> whole.movePointLeft(digits))
                    .map(BigDecimal::toPlainString)
                    .orElseThrow(() ->
                            Rejected.wrong(pointer.toString(), "a number of at most " + Decimals.DIGITS + " digits"));
        }
    }

    /**
     * The data with these fields.
     *
     * @param record where they come from; whole members are moved, not copied
     * @param data where they go; what had their names before is left out
     */
    String of(Outline record, Outline data) {
        StringJoiner more = new StringJoiner(",");
        for (Field field : fields) {
            Pointed.find(record, field.pointer()).ifPresent(found -> more.add(field.name() + field.value(found)));
        }
        return data.textWithout(leftOut, more.toString());
    }
}
