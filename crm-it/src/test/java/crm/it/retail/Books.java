package crm.it.retail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.dev.lab.Postgres;
import crm.it.lab.Crm;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** What the application says of a shop, compared with the shop's own file. */
record Books(Shop shop, Crm crm, Postgres database) {

    /** Every customer by HTTP, the totals in the database, and no dead letter. */
    void balance() throws SQLException {
        if (shop.isReal()) {
            assertThat(shop.customers()).hasSize(3658);
            assertThat(shop.invoices()).isEqualTo(18786);
            assertThat(shop.net()).isEqualByComparingTo("6781619.004");
        }
        totals();
        shop.customers()
                .forEach((customer, account) ->
                        assertThat(traits(crm.customer(customer))).as(customer).isEqualTo(account.traits()));
    }

    private void totals() throws SQLException {
        assertThat(number("select count(*) from event where source = 'online-retail'"))
                .isEqualByComparingTo("" + (shop.invoices() + shop.customers().size()));
        assertThat(number("select count(distinct (source, id)) from event"))
                .isEqualByComparingTo(number("select count(*) from event"));
        assertThat(
                        number(
                                "select sum(m.net) from profile_money m join profile p on p.id = m.profile_id"
                                        + " where exists (select from event e where e.profile_id = p.id and e.source = 'online-retail')"))
                .isEqualByComparingTo(shop.net());
        assertThat(
                        number(
                                "select count(*) from dead_letter where convert_from(record_value, 'UTF8') like '%online-retail%'"))
                .isEqualByComparingTo("0");
    }

    private BigDecimal number(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getBigDecimal(1);
        }
    }

    private static Map<String, String> traits(JsonNode profile) {
        Map<String, String> traits = new TreeMap<>();
        JsonNode found = profile.get("traits");
        for (String plain : new String[] {
            "orders",
            "items",
            "products",
            "refunds",
            "first_seen_at",
            "last_seen_at",
            "first_order_at",
            "last_order_at",
            "favourite_channel"
        }) {
            if (found.has(plain)) {
                traits.put(plain, found.get(plain).asText());
            }
        }
        for (String money : new String[] {"total_spend", "average_order_value"}) {
            if (found.has(money)) {
                assertThat(found.get(money)).hasSize(1);
                JsonNode sum = found.get(money).get(0);
                traits.put(
                        money,
                        sum.get("currency").textValue() + " "
                                + Shop.plain(new BigDecimal(sum.get("amount").textValue())));
            }
        }
        return traits;
    }
}
