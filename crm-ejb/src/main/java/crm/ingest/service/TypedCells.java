package crm.ingest.service;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the cells of a row mean, where the contract wants no text. Anything that does not fit stays a text.
 *
 * @param type of the event in the row
 * @param structured whether it is a CloudEvent, whose fields are within {@code data}
 */
record TypedCells(String type, boolean structured) {

    /**
     * Text, a number or a boolean; spreadsheets write these in capitals.
     *
     * @param column names from the outermost object to the field
     */
    Object read(List<String> column, String cell) {
        List<String> field = ofData(column);
        if (isFlag(field) || (structured && column.equals(List.of("backfill")))) {
            return switch (cell.toLowerCase(Locale.ROOT)) {
                case "true" -> true;
                case "false" -> false;
                default -> cell;
            };
        }
        if (!isNumber(field)) {
            return cell;
        }
        Optional<BigDecimal> number = Decimals.ofText(cell);
        return number.isPresent() ? number.get() : cell;
    }

    /** Where the field is in the data; nowhere if it is the envelope's. */
    private List<String> ofData(List<String> column) {
        if (!structured) {
            return column;
        }
        return column.get(0).equals("data") ? column.subList(1, column.size()) : List.of();
    }

    private boolean isFlag(List<String> field) {
        return switch (type) {
            case "customer.consent_changed" -> field.equals(List.of("granted"));
            case "customer.registered", "customer.updated" ->
                field.size() == 2 && field.get(0).equals("consents");
            default -> false;
        };
    }

    private boolean isNumber(List<String> field) {
        if (type.startsWith("order.")) {
            return field.size() == 3
                    && field.get(0).equals("products")
                    && field.get(2).equals("quantity");
        }
        return field.size() == 1 && KnownFields.numbers(type).contains(field.get(0));
    }
}
