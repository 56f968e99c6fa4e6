package crm.segment.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the oracle of profiles says of one, as facts that a condition asks for. */
final class FactsOfAnInstant {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, String> said;

    /** @param said by the oracle of profiles */
    FactsOfAnInstant(Map<String, String> said) {
        this.said = said;
    }

    Map<String, JsonNode> all() {
        Map<String, JsonNode> facts = new TreeMap<>();
        for (String trait : List.of("orders", "interactions", "refunds", "transactions", "consultations")) {
            facts.put("trait:traits." + trait, JSON.numberNode(Long.parseLong(said.get(trait))));
        }
        facts.put("trait:attributes.address.country", attribute("/address/country"));
        facts.put("trait:attributes.last_name", attribute("/last_name"));
        facts.put(
                "identity:email", said.get("identities").contains("email:") ? JSON.booleanNode(true) : JSON.nullNode());
        facts.put(
                "consent:marketing_email", JSON.booleanNode(said.get("consents").contains("marketing_email=true")));
        facts.put("consent:profiling", JSON.booleanNode(!said.get("consents").contains("profiling=false")));
        return facts;
    }

    private JsonNode attribute(String pointer) {
        Matcher found =
                Pattern.compile(Pattern.quote(pointer) + "=\"([^\"]*)\"").matcher(said.get("attributes"));
        return found.find() ? JSON.textNode(found.group(1)) : JSON.nullNode();
    }
}
