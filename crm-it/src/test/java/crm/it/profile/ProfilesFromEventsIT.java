package crm.it.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.it.lab.Crm;
import crm.it.lab.DeployedApplication;
import crm.it.lab.Producer;
import java.math.BigDecimal;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What events do to profiles, from the producer to the HTTP answer. */
class ProfilesFromEventsIT extends DeployedApplication {

    private final Producer producer = producer();
    private final Crm crm = admin();
    private final String customer = "c-" + UUID.randomUUID();

    @AfterEach
    void close() {
        producer.close();
    }

    @Test
    void bothFormsOfCloudEventsAndPlainJsonCount() {
        order("o1", "2020-01-01T00:00:00Z", "GBP", "10.00");
        producer.binary(
                "customer_order",
                customer,
                customer + "o2",
                "order.completed",
                "2020-01-02T00:00:00Z",
                data("o2", "GBP", "20.50"));
        producer.raw(
                "customer_order",
                customer,
                "{\"customer_id\":\"" + customer + "\",\"time\":\"2020-01-03T00:00:00+01:00\","
                        + data("o3", "GBP", "0.125").substring(1));

        JsonNode traits = traits(3);

        assertThat(spend(traits, "GBP")).isEqualByComparingTo("30.625");
        assertThat(traits.get("items").decimalValue()).isEqualByComparingTo("6");
        assertThat(traits.get("first_order_at").textValue()).isEqualTo("2020-01-01T00:00:00Z");
        assertThat(traits.get("last_order_at").textValue()).isEqualTo("2020-01-02T23:00:00Z");
    }

    @Test
    void duplicatesHaveNoEffectWhereverTheyComeFrom() {
        for (String topic : new String[] {"customer_order", "customer_order", "customer_registration"}) {
            producer.send(
                    topic,
                    customer,
                    customer + "same",
                    "order.completed",
                    "2020-01-01T00:00:00Z",
                    data("o", "GBP", "5"));
        }
        order("last", "2020-01-02T00:00:00Z", "GBP", "1");

        assertThat(spend(traits(2), "GBP")).isEqualByComparingTo("6");
    }

    @Test
    void refundsBeforeTheirOrdersAreSettledAndCurrenciesStayApart() {
        producer.send(
                "customer_order",
                customer,
                "order.refunded",
                "2020-01-05T00:00:00Z",
                "{\"order_id\":\"o1\",\"currency\":\"GBP\",\"total\":\"30\"}");
        JsonNode early =
                crm.customer(customer, profile -> profile.at("/traits/refunds").asInt() == 1);
        assertThat(spend(early.get("traits"), "GBP")).isEqualByComparingTo("-30");

        order("o1", "2020-01-01T00:00:00Z", "GBP", "25");
        order("o2", "2020-01-01T00:00:00Z", "EUR", "7.10");

        JsonNode traits = traits(2);
        assertThat(spend(traits, "GBP")).isEqualByComparingTo("0");
        assertThat(spend(traits, "EUR")).isEqualByComparingTo("7.1");
    }

    @Test
    void theLatestWordOnAnAttributeWinsWhateverComesFirst() {
        producer.send(
                "customer_registration",
                customer,
                "customer.updated",
                "2020-02-01T00:00:00Z",
                "{\"name\":\"Ada King\",\"address\":{\"city\":\"London\"},\"phone\":null}");
        producer.send(
                "customer_registration",
                customer,
                "customer.registered",
                "2020-01-01T00:00:00Z",
                "{\"name\":\"Ada Byron\",\"phone\":\"+442071838750\",\"address\":{\"city\":\"Bath\",\"country\":\"UK\"},"
                        + "\"traits\":{\"vip\":true}}");

        JsonNode profile = crm.customer(
                customer, found -> found.at("/attributes/address/country").isTextual());

        assertThat(profile.at("/attributes/name").textValue()).isEqualTo("Ada King");
        assertThat(profile.at("/attributes/address/city").textValue()).isEqualTo("London");
        assertThat(profile.at("/attributes/phone").isMissingNode()).isTrue();
        assertThat(profile.at("/traits/vip").booleanValue()).isTrue();
    }

    @Test
    void aVisitorsPastBecomesTheCustomersOnceIdentified() {
        String visitor = "v-" + UUID.randomUUID();
        producer.send(
                "customer_order",
                null,
                "order.completed",
                "2020-01-01T00:00:00Z",
                "{\"anonymous_id\":\"" + visitor + "\","
                        + data("basket", "GBP", "9").substring(1));
        JsonNode alone = crm.customer("anonymous_id:" + visitor, profile -> true);
        producer.send(
                "customer_registration",
                customer,
                "customer.identified",
                "2020-01-02T00:00:00Z",
                "{\"anonymous_id\":\"" + visitor + "\"}");

        assertThat(spend(traits(1), "GBP")).isEqualByComparingTo("9");
        JsonNode profile = crm.customer(customer);
        assertThat(crm.customer("anonymous_id:" + visitor)).isEqualTo(profile);
        assertThat(crm.customer("profile:" + alone.get("profile_id").textValue()))
                .isEqualTo(profile);
        assertThat(crm.all("/api/v1/customers/" + customer + "/timeline")).hasSize(2);
    }

    @Test
    void theTimelineShowsAllNewestFirstAndFilters() {
        order("o1", "2020-01-01T00:00:00Z", "GBP", "1");
        order("o2", "2020-01-03T00:00:00Z", "GBP", "1");
        producer.send("customer_interactions", customer, "made.up", "2020-01-02T00:00:00Z", "{\"any\":\"thing\"}");
        crm.customer(
                customer,
                profile -> profile.at("/traits/last_seen_at").textValue().startsWith("2020-01-03")
                        && crm.all("/api/v1/customers/" + customer + "/timeline")
                                        .size()
                                == 3);

        String timeline = "/api/v1/customers/" + customer + "/timeline?limit=1";
        assertThat(crm.all(timeline))
                .extracting(event -> event.get("type").textValue())
                .containsExactly("order.completed", "made.up", "order.completed");
        assertThat(crm.all(timeline + "&type=made.up")).hasSize(1);
        assertThat(crm.all(timeline + "&from=2020-01-02T00:00:00Z&to=2020-01-03T00:00:00Z"))
                .hasSize(1);
        assertThat(crm.all(timeline).get(1).at("/data/any").textValue()).isEqualTo("thing");
    }

    private void order(String id, String time, String currency, String total) {
        producer.send("customer_order", customer, customer + id, "order.completed", time, data(id, currency, total));
    }

    private static String data(String id, String currency, String total) {
        return """
                {"order_id":"%s","currency":"%s","total":"%s","products":[{"product_id":"p-%s","quantity":2}]}""".formatted(id, currency, total, id);
    }

    private JsonNode traits(int orders) {
        return crm.customer(customer, profile -> profile.at("/traits/orders").asInt() == orders)
                .get("traits");
    }

    private static BigDecimal spend(JsonNode traits, String currency) {
        for (JsonNode sum : traits.get("total_spend")) {
            if (sum.get("currency").textValue().equals(currency)) {
                return new BigDecimal(sum.get("amount").textValue());
            }
        }
        throw new AssertionError("nothing in " + currency + ": " + traits);
    }
}
