package crm.platform.rest;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes CSV (RFC 4180) line by line. A text that a spreadsheet would take for a formula gets an apostrophe before it.
 * Not thread-safe.
 */
public final class Csv {

    /** Media type of what this writes. */
    public static final String TYPE = "text/csv";

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+([.][0-9]+)?");
    private static final Pattern FORMULA = Pattern.compile("^\\s*[=+\\-@\\t\\r\\uFF1D\\uFF0B\\uFF0D\\uFF20]");
    private static final Pattern QUOTED = Pattern.compile("[\",\\r\\n]|^\\s|\\s$");

    private final Appendable out;

    public Csv(Appendable out) {
        this.out = out;
    }

    public void line(List<String> cells) throws IOException {
        String separator = "";
        for (String cell : cells) {
            out.append(separator).append(quoted(harmless(cell)));
            separator = ",";
        }
        out.append("\r\n");
    }

    private static String harmless(String cell) {
        boolean formula = FORMULA.matcher(cell).find() && !NUMBER.matcher(cell).matches();
        return formula ? "'" + cell : cell;
    }

    private static String quoted(String cell) {
        return QUOTED.matcher(cell).find() ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }
}
