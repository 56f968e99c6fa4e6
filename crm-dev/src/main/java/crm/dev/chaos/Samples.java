package crm.dev.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import crm.dev.oracle.Name;
import crm.dev.oracle.Oracle;
import crm.dev.oracle.Told;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds what the application answers by HTTP for some customers against the oracle, their whole timelines included. */
final class Samples {

    private static final Map<String, String> COUNTS = Map.of(
            "orders", "orders",
            "items", "items",
            "products", "products",
            "refunds", "refunds",
            "interactions", "interactions",
            "consultations", "consultations",
            "transactions", "transactions",
            "first_seen_at", "first_seen",
            "last_seen_at", "last_seen",
            "first_order_at", "first_order");

    private final Stories stories;
    private final Operations operations;
    private final Findings findings;

    Samples(Stories stories, Operations operations, Findings findings) {
        this.stories = stories;
        this.operations = operations;
        this.findings = findings;
    }

    /** The customers of so many stories. */
    int compare(int count, long seed) {
        Random random = new Random(seed);
        int compared = 0;
        for (int i = 0; i < count; i++) {
            Oracle oracle =
                    new Oracle(stories.get(random.nextInt(stories.count())).told());
            Map<Name, Map<String, String>> profiles = oracle.profiles();
            for (Map.Entry<Name, List<Told>> customer : oracle.timelines().entrySet()) {
                if (customer.getKey().isCustomer()) {
                    compareProfile(customer.getKey(), profiles.get(customer.getKey()));
                    compareTimeline(customer.getKey(), customer.getValue());
                    compared++;
                }
            }
        }
        return compared;
    }

    private void compareProfile(Name name, Map<String, String> expected) {
        JsonNode found = operations.get("/customers/" + encoded(name.value()));
        String who = name + " by HTTP";
        findings.compare(
                "profile's id",
                who,
                name.profile().toString(),
                found.path("profile_id").asText());
        JsonNode traits = found.path("traits");
        COUNTS.forEach((trait, figure) -> {
            String value = traits.path(trait).asText(figure.startsWith("first") ? "null" : "0");
            findings.compare("profile's " + trait, who, expected.get(figure), plain(value));
        });
        Map<String, String> spend = new TreeMap<>();
        traits.path("total_spend").forEach(sum -> {
            BigDecimal amount = new BigDecimal(sum.path("amount").asText());
            if (amount.signum() != 0) {
                spend.put(sum.path("currency").asText(), Oracle.plain(amount));
            }
        });
        findings.compare("profile's total_spend", who, nets(expected.get("money")), spend);
    }

    private static String plain(String value) {
        return value.matches("-?[0-9]+([.][0-9]+)?") ? Oracle.plain(new BigDecimal(value)) : value;
    }

    /** The oracle's money is written as {@code {GBP=net/gross/orders, …}}. */
    private static Map<String, String> nets(String money) {
        Map<String, String> nets = new TreeMap<>();
        Matcher sum = Pattern.compile("([A-Z]{3})=([^/]+)/").matcher(money);
        while (sum.find()) {
            if (!sum.group(2).equals("0")) {
                nets.put(sum.group(1), sum.group(2));
            }
        }
        return nets;
    }

    private void compareTimeline(Name name, List<Told> own) {
        List<String> expected = new ArrayList<>();
        own.forEach(told -> expected.add(line(
                told.stamp().id(),
                told.stamp().source(),
                told.type(),
                told.stamp().time().toString(),
                Tables.read(told.kept()))));
        Collections.reverse(expected);
        List<String> found = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = operations.get("/customers/" + encoded(name.value()) + "/timeline?limit=500"
                    + (next.isEmpty() ? "" : "&after=" + encoded(next)));
            page.path("items")
                    .forEach(item -> found.add(line(
                            item.path("id").asText(),
                            item.path("source").asText(),
                            item.path("type").asText(),
                            item.path("time").asText(),
                            item.path("data"))));
            next = page.path("next").asText("");
        } while (!next.isEmpty());
        findings.compare("timeline", name + " by HTTP", expected.size(), found.size());
        for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
            findings.compare("timeline's event", name + " by HTTP", expected.get(i), found.get(i));
        }
    }

    private static String line(String id, String source, String type, String time, JsonNode data) {
        return String.join(" ", id, source, type, time, data.toString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
