package crm.it.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.dev.shop.Carrier;
import crm.dev.shop.Message;
import crm.dev.shop.ShopEvent;
import crm.dev.shop.ShopHistory;
import crm.dev.shop.ShopPlan;
import crm.dev.shop.ShopProducer;
import crm.it.lab.Crm;
import crm.it.lab.DeployedApplication;
import crm.it.lab.SharedLab;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A small shop's history, in all forms, in disorder and partly twice: the platform's figures are those of its books. */
class ShopIT extends DeployedApplication {

    private final String name = "s" + UUID.randomUUID().toString().substring(0, 8);
    private final ShopPlan plan =
            new ShopPlan(name.hashCode(), Instant.now().minusSeconds(60), 60, 80, "/" + name, name);

    private final Crm crm = admin();
    private final List<ShopEvent> events = new ShopHistory(plan).before(plan.origin());

    @Test
    void everythingIsAppliedOnceAndAddsUp() throws SQLException {
        assertThat(events).hasSizeGreaterThan(1000);
        send();

        assertThat(number("select count(*) from event where source like ?", "/" + name + "/%"))
                .isEqualByComparingTo(BigDecimal.valueOf(events.size()));
        assertThat(crm.all("/api/v1/operations/dead-letters?limit=500").toString())
                .doesNotContain(name);
        assertThat(crm.all("/api/v1/operations/violations?limit=500").toString())
                .doesNotContain(name);
        ShopBooks books = new ShopBooks(events);
        Map<String, BigDecimal> revenue = new TreeMap<>();
        books.figures().forEach((customer, figures) -> {
            JsonNode traits = crm.customer(customer).get("traits");
            assertThat(figures(traits)).as(customer).isEqualTo(withoutZeros(figures));
            spend(traits).forEach((currency, amount) -> revenue.merge(currency, amount, BigDecimal::add));
        });
        assertThat(revenue).usingRecursiveComparison().isEqualTo(books.revenue());
    }

    private void send() {
        int half = events.size() / 2;
        List<Message> messages = new ArrayList<>();
        messages.addAll(Carrier.messages(events.subList(0, half), Message::ofHistory));
        messages.addAll(Carrier.messages(events.subList(half, events.size()), Message::live));
        // A producer that has not heard the broker's answer.
        messages.addAll(messages.subList(half - 100, half + 100));
        try (ShopProducer producer = new ShopProducer(SharedLab.lab().broker().bootstrapServers())) {
            crm.awaitApplied(producer.send(messages), Duration.ofMinutes(3));
        }
    }

    private static Map<String, String> figures(JsonNode traits) {
        Map<String, String> figures = new TreeMap<>();
        for (String name : List.of("orders", "refunds", "interactions", "transactions", "consultations")) {
            figures.put(name, traits.path(name).asText("0"));
        }
        spend(traits).forEach((currency, amount) -> figures.put(currency, amount.toPlainString()));
        return withoutZeros(figures);
    }

    private static Map<String, BigDecimal> spend(JsonNode traits) {
        Map<String, BigDecimal> spend = new TreeMap<>();
        traits.path("total_spend")
                .forEach(sum -> spend.put(
                        sum.get("currency").textValue(),
                        new BigDecimal(sum.get("amount").textValue())));
        return spend;
    }

    private static Map<String, String> withoutZeros(Map<String, String> figures) {
        Map<String, String> without = new TreeMap<>(figures);
        without.values().removeIf(figure -> figure.matches("0([.]0+)?"));
        return without;
    }

    private static BigDecimal number(String query, String like) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(SharedLab.lab().postgres().jdbcUrl());
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, like);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBigDecimal(1);
            }
        }
    }
}
