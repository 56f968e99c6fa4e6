package crm.ingest.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import crm.ingest.entity.Fault;
import crm.ingest.entity.IntakeRefused;
import crm.ingest.entity.IntakeRefused.Reason;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Events in CSV (RFC 4180): bare JSON laid out in columns. A heading names a field: {@code customer_id},
 * {@code address.city}, {@code products.0.quantity}, or as a JSON Pointer {@code /address/city}. An empty cell is a field
 * that is not there. Cells are texts, but where the contract wants a number or true and false they are read as such.
 */
final class EventTable {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final int MOST_COLUMNS = 200;
    private static final int MOST_ELEMENTS = 100;
    private static final int DEEPEST = 10;
    private static final int LONGEST_HEADING = 256; // each row repeats it

    private final List<List<String>> columns;
    private final int type;
    private final int specversion;

    private EventTable(List<String> headings) {
        if (headings.size() > MOST_COLUMNS) {
            throw malformed("There may be at most " + MOST_COLUMNS + " columns.");
        }
        this.columns = headings.stream().map(EventTable::steps).toList();
        this.type = columns.indexOf(List.of("type"));
        this.specversion = columns.indexOf(List.of("specversion"));
        checkOverlaps();
    }

    static List<Candidate> read(byte[] body) {
        if (!StorableText.isUtf8(body)) {
            throw malformed("The body is not text in UTF-8.");
        }
        List<Candidate> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .allowUnclosedQuote(false) // such a table was cut off
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE) // told of its row alone
                .ofCsvRecord(new String(body, UTF_8))) {
            EventTable table = null;
            long bytes = 0;
            for (CsvRecord line : reader) {
                if (table == null) {
                    table = new EventTable(line.getFields());
                } else if (rows.size() == EventBody.MOST_LINES) {
                    throw EventBody.tooMany(EventBody.MOST_LINES, "a table");
                } else {
                    Candidate row = table.row(line.getFields());
                    rows.add(row);
                    bytes += row.value().length;
                    checkSize(bytes);
                }
            }
        } catch (CsvParseException | UncheckedIOException | IOException e) {
            throw malformed("The body is not CSV: a quoted cell does not end, or a cell is too long.");
        }
        return rows;
    }

    private static void checkSize(long bytes) {
        if (bytes > EventBody.LARGEST) {
            throw new IntakeRefused(
                    Reason.TOO_LARGE,
                    "The events of a table, written as JSON, may have at most " + EventBody.LARGEST
                            + " bytes; send fewer rows at once, or shorter headings.");
        }
    }

    private static List<String> steps(String heading) {
        String name = heading.strip();
        if (name.length() > LONGEST_HEADING) {
            throw malformed("A heading may have at most " + LONGEST_HEADING + " characters.");
        }
        List<String> steps = name.startsWith("/")
                ? List.of(name.substring(1).split("/", -1)).stream()
                        .map(step -> step.replace("~1", "/").replace("~0", "~"))
                        .toList()
                : List.of(name.split("\\.", -1));
        if (steps.size() > DEEPEST || steps.contains("")) {
            throw malformed("A heading names no field; write such as customer_id, address.city or /address/city.");
        }
        return steps;
    }

    private void checkOverlaps() {
        for (int i = 0; i < columns.size(); i++) {
            for (int j = 0; j < columns.size(); j++) {
                List<String> one = columns.get(i);
                List<String> other = columns.get(j);
                if (i != j
                        && one.size() <= other.size()
                        && other.subList(0, one.size()).equals(one)) {
                    throw malformed("Two columns are for the same field; one of them is column " + (i + 1) + ".");
                }
            }
        }
    }

    private Candidate row(List<String> cells) {
        byte[] event = event(cells.subList(0, Math.min(cells.size(), columns.size())));
        return cells.size() > columns.size()
                ? Candidate.broken(
                        event, new Fault("", "wrong_type", "must not have more cells than there are headings"))
                : Candidate.of(event, List.of());
    }

    private byte[] event(List<String> cells) {
        TypedCells typed =
                new TypedCells(cell(cells, type), !cell(cells, specversion).isEmpty());
        Map<String, Object> event = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            if (!cells.get(i).isEmpty()) {
                put(event, columns.get(i), typed.read(columns.get(i), cells.get(i)));
            }
        }
        try {
            return JSON.writeValueAsBytes(arranged(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps and texts can be written", e);
        }
    }

    private static String cell(List<String> cells, int column) {
        return column >= 0 && column < cells.size() ? cells.get(column) : "";
    }

    @SuppressWarnings("unchecked") // inner nodes are maps, as no column is for a part of another's
    private static void put(Map<String, Object> event, List<String> steps, Object value) {
        Map<String, Object> node = event;
        for (String step : steps.subList(0, steps.size() - 1)) {
            node = (Map<String, Object>) node.computeIfAbsent(step, none -> new LinkedHashMap<String, Object>());
        }
        node.put(steps.get(steps.size() - 1), value);
    }

    /** Objects whose names are all numbers are arrays; what is missing between them is closed up. */
    private static Object arranged(Object value) {
        if (!(value instanceof Map<?, ?> members)) {
            return value;
        }
        Map<String, Object> object = new LinkedHashMap<>();
        members.forEach((name, member) -> object.put((String) name, arranged(member)));
        if (object.isEmpty() || !object.keySet().stream().allMatch(EventTable::isIndex)) {
            return object;
        }
        Map<Integer, Object> elements = new TreeMap<>();
        object.forEach((index, element) -> elements.put(Integer.valueOf(index), element));
        return List.copyOf(elements.values());
    }

    private static boolean isIndex(String step) {
        return step.matches("[0-9]{1,3}") && Integer.parseInt(step) < MOST_ELEMENTS;
    }

    private static IntakeRefused malformed(String detail) {
        return new IntakeRefused(Reason.MALFORMED, detail);
    }
}
