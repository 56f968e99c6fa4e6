package crm.condition.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.Serializable;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A duration as a number of units; one of several units stays as it is written. */
public class FormDuration implements Serializable {

    /** The unit of what is written in several units, such as {@code P1DT6H}. */
    public static final String AS_WRITTEN = "written";

    public static final List<String> UNITS = List.of("seconds", "minutes", "hours", "days", "weeks");

    private static final long serialVersionUID = 1L;
    private static final Pattern DAYS = Pattern.compile("P(\\d+)([DW])");
    private static final Pattern TIME = Pattern.compile("PT(\\d+)([HMS])");

    private String number;
    private String unit;

    public FormDuration(String number, String unit) {
        this.number = number;
        this.unit = unit;
    }

    static FormDuration of(JsonNode node) {
        if (!node.isTextual()) {
            return new FormDuration(null, "days");
        }
        String text = node.textValue();
        for (Pattern pattern : List.of(DAYS, TIME)) {
            Matcher one = pattern.matcher(text);
            if (one.matches()) {
                return new FormDuration(one.group(1), unit(one.group(2)));
            }
        }
        return new FormDuration(text, AS_WRITTEN);
    }

    private static String unit(String letter) {
        return switch (letter) {
            case "S" -> "seconds";
            case "M" -> "minutes";
            case "H" -> "hours";
            case "D" -> "days";
            default -> "weeks";
        };
    }

    JsonNode json() {
        return number == null ? MissingNode.getInstance() : TextNode.valueOf(text(number.strip()));
    }

    private String text(String many) {
        return switch (unit) {
            case "weeks" -> "P" + many + "W";
            case "days" -> "P" + many + "D";
            case "hours" -> "PT" + many + "H";
            case "minutes" -> "PT" + many + "M";
            case "seconds" -> "PT" + many + "S";
            default -> many;
        };
    }

    public String getNumber() {
        return number;
    }

    public void setNumber(String number) {
        this.number = number;
    }

    public String getUnit() {
        return unit;
    }

    public void setUnit(String unit) {
        this.unit = unit;
    }
}
