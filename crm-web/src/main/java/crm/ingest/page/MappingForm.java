package crm.ingest.page;

import crm.ingest.entity.Mapping;
import crm.ingest.entity.Mapping.Datum;
import crm.ingest.entity.Mapping.Field;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A mapping as a form has it: texts, types as lines {@code theirs = ours}, and fields of the data as lines
 * {@code type field = pointer}, with the number of decimals at the end where the record counts in small units.
 */
public class MappingForm implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final List<String> NAMES =
            List.of("id", "source", "time", "type", "customer_id", "anonymous_id", "subject");

    private static final Pattern LINE = Pattern.compile(
            "\\s*(?<type>\\S+)\\s+(?<name>\\S+)\\s*=\\s*(?<pointer>/\\S*)(\\s+(?<decimals>\\d{1,3}))?\\s*");

    private final ArrayList<Line> lines = new ArrayList<>();
    private String timeFormat = Mapping.RFC3339;
    private String types = "";
    private String data = "";
    private String fields = "";

    /** One field of the envelope. */
    public static class Line implements Serializable {

        private static final long serialVersionUID = 1L;

        private final String name;
        private String pointer;
        private String constant;

        Line(String name) {
            this.name = name;
        }

        public String getName() {
            return name;
        }

        public String getPointer() {
            return pointer;
        }

        public void setPointer(String pointer) {
            this.pointer = pointer;
        }

        public String getConstant() {
            return constant;
        }

        public void setConstant(String constant) {
            this.constant = constant;
        }

        private Optional<Field> field() {
            return given(pointer).isEmpty() && given(constant).isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Field(given(pointer), given(constant)));
        }

        private void become(Optional<Field> field) {
            pointer = field.flatMap(Field::pointer).orElse("");
            constant = field.flatMap(Field::constant).orElse("");
        }
    }

    static MappingForm of(Mapping mapping) {
        MappingForm form = new MappingForm();
        Map<String, Optional<Field>> fields = Map.of(
                "id", mapping.id(),
                "source", mapping.source(),
                "time", mapping.time(),
                "type", mapping.type(),
                "customer_id", mapping.customerId(),
                "anonymous_id", mapping.anonymousId(),
                "subject", mapping.subject());
        for (String name : NAMES) {
            Line line = new Line(name);
            line.become(fields.get(name));
            form.lines.add(line);
        }
        form.timeFormat = mapping.timeFormat().orElse(Mapping.RFC3339);
        form.data = mapping.data().orElse("");
        StringBuilder types = new StringBuilder();
        new TreeMap<>(mapping.types())
                .forEach((theirs, ours) ->
                        types.append(theirs).append(" = ").append(ours).append('\n'));
        form.types = types.toString();
        StringBuilder data = new StringBuilder();
        mapping.fields()
                .forEach((type, ofType) -> ofType.forEach((name, datum) -> data.append(type)
                        .append(' ')
                        .append(name)
                        .append(" = ")
                        .append(datum.pointer())
                        .append(datum.decimals().map(decimals -> " " + decimals).orElse(""))
                        .append('\n')));
        form.fields = data.toString();
        return form;
    }

    Mapping mapping() {
        Map<String, Optional<Field>> fields = new HashMap<>();
        lines.forEach(line -> fields.put(line.getName(), line.field()));
        return new Mapping(
                fields.get("id"),
                fields.get("source"),
                fields.get("time"),
                Optional.of(timeFormat),
                fields.get("type"),
                renamed(),
                fields.get("customer_id"),
                fields.get("anonymous_id"),
                fields.get("subject"),
                given(data),
                data());
    }

    private Map<String, Map<String, Datum>> data() {
        Map<String, Map<String, Datum>> mapped = new HashMap<>();
        given(fields).stream()
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .map(LINE::matcher)
                .forEach(line -> {
                    boolean fits = line.matches();
                    // What is no such line is refused by the rules, as a field without a name.
                    mapped.computeIfAbsent(fits ? line.group("type") : "", type -> new HashMap<>())
                            .put(
                                    fits ? line.group("name") : "",
                                    new Datum(
                                            fits ? line.group("pointer") : "",
                                            Optional.ofNullable(fits ? line.group("decimals") : null)
                                                    .map(Integer::valueOf)));
                });
        return mapped;
    }

    private Map<String, String> renamed() {
        Map<String, String> renamed = new HashMap<>();
        given(types).stream()
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .forEach(line -> {
                    int equals = line.lastIndexOf('=');
                    String theirs = equals < 0 ? line : line.substring(0, equals);
                    renamed.put(
                            theirs.strip(),
                            equals < 0 ? "" : line.substring(equals + 1).strip());
                });
        return renamed;
    }

    private static Optional<String> given(String text) {
        return Optional.ofNullable(text).filter(t -> !t.isBlank()).map(String::strip);
    }

    public List<Line> getLines() {
        return lines;
    }

    public String getTimeFormat() {
        return timeFormat;
    }

    public void setTimeFormat(String timeFormat) {
        this.timeFormat = timeFormat;
    }

    public String getTypes() {
        return types;
    }

    public void setTypes(String types) {
        this.types = types;
    }

    public String getData() {
        return data;
    }

    public void setData(String data) {
        this.data = data;
    }

    public String getFields() {
        return fields;
    }

    public void setFields(String fields) {
        this.fields = fields;
    }
}
