package crm.dev.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import crm.dev.oracle.Name;
import crm.dev.oracle.Oracle;
import crm.dev.oracle.Told;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Holds what the application answers by HTTP for some customers against the oracle, their whole timelines included. */
final class Samples {

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
        Map<String, String> figures = ViewFigures.of(found);
        ViewFigures.expected(expected)
                .forEach((trait, value) -> findings.compare("profile's " + trait, who, value, figures.get(trait)));
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
