package crm.operations.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import crm.operations.entity.Check;
import java.util.List;

/** The answer of a health endpoint. */
record Health(String status, List<Item> checks) {

    /** One check. */
    record Item(
            String name,
            String status,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String detail) {}

    static Health of(List<Check> checks) {
        List<Item> items = checks.stream()
                .map(check -> new Item(check.name(), word(check.up()), check.detail()))
                .toList();
        return new Health(word(checks.stream().allMatch(Check::up)), items);
    }

    boolean up() {
        return status.equals(word(true));
    }

    private static String word(boolean up) {
        return up ? "UP" : "DOWN";
    }
}
