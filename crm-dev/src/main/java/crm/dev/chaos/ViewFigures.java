package crm.dev.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import crm.dev.oracle.Oracle;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a profile's view says in numbers and times, and what the oracle says it must. */
final class ViewFigures {

    /** Traits by their names in the view, and by those of the oracle. */
    private static final Map<String, String> TRAITS = Map.ofEntries(
            Map.entry("orders", "orders"),
            Map.entry("items", "items"),
            Map.entry("products", "products"),
            Map.entry("refunds", "refunds"),
            Map.entry("interactions", "interactions"),
            Map.entry("consultations", "consultations"),
            Map.entry("transactions", "transactions"),
            Map.entry("first_seen_at", "first_seen"),
            Map.entry("last_seen_at", "last_seen"),
            Map.entry("first_order_at", "first_order"),
            Map.entry("last_order_at", "last_order"));

    /** The oracle's money is written as {@code {GBP=net/gross/orders, …}}. */
    private static final Pattern NET = Pattern.compile("([A-Z]{3})=([^/]+)/");

    private ViewFigures() {}

    static Map<String, String> of(JsonNode view) {
        JsonNode traits = view.path("traits");
        Map<String, String> figures = new TreeMap<>();
        TRAITS.keySet().forEach(trait -> figures.put(trait, plain(traits.path(trait), trait.endsWith("_at"))));
        Map<String, String> spend = new TreeMap<>();
        traits.path("total_spend")
                .forEach(sum -> put(
                        spend,
                        sum.path("currency").asText(),
                        Oracle.plain(new BigDecimal(sum.path("amount").asText()))));
        figures.put("total_spend", spend.toString());
        return figures;
    }

    private static String plain(JsonNode trait, boolean isTime) {
        if (trait.isMissingNode()) {
            return isTime ? "null" : "0";
        }
        return isTime ? trait.asText() : Oracle.plain(new BigDecimal(trait.asText()));
    }

    /** A currency of which nothing is left may be there or not. */
    private static void put(Map<String, String> spend, String currency, String amount) {
        if (!amount.equals("0")) {
            spend.put(currency, amount);
        }
    }

    /** @param oracle a profile as the oracle describes it */
    static Map<String, String> expected(Map<String, String> oracle) {
        Map<String, String> figures = new TreeMap<>();
        TRAITS.forEach((trait, name) -> figures.put(trait, oracle.get(name)));
        Map<String, String> spend = new TreeMap<>();
        Matcher net = NET.matcher(oracle.get("money"));
        while (net.find()) {
            put(spend, net.group(1), net.group(2));
        }
        figures.put("total_spend", spend.toString());
        return figures;
    }
}
