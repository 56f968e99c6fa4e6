package crm.ingest.service;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What a cell of a table means, where the contract wants no text. Anything that does not fit stays a text. */
final class TypedCells {

    private TypedCells() {}

    /**
     * Text, a number or a boolean.
     *
     * @param field names from the outermost object to the field
     */
    static Object read(String type, List<String> field, String cell) {
        if (isFlag(type, field)) {
            return switch (cell) {
                case "true" -> true;
                case "false" -> false;
                default -> cell;
            };
        }
        if (!isNumber(type, field)) {
            return cell;
        }
        Optional<BigDecimal> number = Decimals.ofText(cell);
        return number.isPresent() ? number.get() : cell;
    }

    private static boolean isFlag(String type, List<String> field) {
        return switch (type) {
            case "customer.consent_changed" -> field.equals(List.of("granted"));
            case "customer.registered", "customer.updated" ->
                field.size() == 2 && field.get(0).equals("consents");
            default -> false;
        };
    }

    private static boolean isNumber(String type, List<String> field) {
        if (type.startsWith("order.")) {
            return field.size() == 3
                    && field.get(0).equals("products")
                    && field.get(2).equals("quantity");
        }
        return field.size() == 1 && KnownFields.numbers(type).contains(field.get(0));
    }
}
