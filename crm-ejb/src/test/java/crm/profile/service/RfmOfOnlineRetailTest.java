package crm.profile.service;

import static org.assertj.core.api.Assertions.assertThat;

import crm.dev.retail.RetailRow;
import crm.ingest.entity.Identity;
import crm.profile.entity.ProfileId;
import crm.profile.rfm.Buying;
import crm.profile.rfm.Rfm;
import crm.profile.rfm.Thresholds;
import crm.profile.store.RfmRows;
import crm.profile.store.ThresholdRows;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How the customers of a real shop are named; skipped where the data set is not beside the project. */
class RfmOfOnlineRetailTest {

    private static final Instant NOW = Instant.parse("2011-10-01T00:00:00Z");

    private static final class Customer {

        private final Set<String> orders = new HashSet<>();
        private Instant last = Instant.MIN;
        private BigDecimal net = BigDecimal.ZERO;

        void add(RetailRow row) {
            if (!row.invoice().startsWith("C")) {
                orders.add(row.invoice());
                last = last.isAfter(row.time()) ? last : row.time();
            }
            net = net.add(row.amount());
        }
    }

    @Test
    void namesAreSpreadAsTheyShould() throws SQLException {
        Map<String, Customer> customers = customers();
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            new StoredProfiles(connection).clear();
            store(connection, customers);
            ThresholdRows rows = new ThresholdRows(connection);
            rows.add(rows.measure(NOW).orElseThrow(), NOW, 1);
            Map<String, Integer> names = new TreeMap<>();
            Map<ProfileId, Rfm> scores = scores(connection, rows.latest().orElseThrow(), customers);
            scores.values().forEach(rfm -> names.merge(rfm.name().word(), 1, Integer::sum));
            assertThat(names)
                    .as("as docs/segments.md has it")
                    .isEqualTo(Map.ofEntries(
                            Map.entry("champions", 961),
                            Map.entry("loyal", 367),
                            Map.entry("potential_loyalist", 400),
                            Map.entry("new_customers", 39),
                            Map.entry("promising", 46),
                            Map.entry("need_attention", 161),
                            Map.entry("about_to_sleep", 196),
                            Map.entry("at_risk", 470),
                            Map.entry("cant_lose", 56),
                            Map.entry("hibernating", 621),
                            Map.entry("lost", 299)));
            assertThat(scores.get(id("17850"))).isEqualTo(new Rfm(1, 5, 5, NOW));
            assertThat(scores.get(id("17850")).name().word()).isEqualTo("cant_lose");
            connection.rollback();
        }
    }

    private static Map<ProfileId, Rfm> scores(
            Connection connection, Thresholds thresholds, Map<String, Customer> customers) throws SQLException {
        Map<ProfileId, Buying> buying = new RfmRows(connection)
                .buying(customers.keySet().stream()
                        .map(RfmOfOnlineRetailTest::id)
                        .toList());
        Map<ProfileId, Rfm> scores = new HashMap<>();
        buying.forEach(
                (id, bought) -> scores.put(id, thresholds.score(bought, NOW).orElseThrow()));
        return scores;
    }

    private static ProfileId id(String customer) {
        return ProfileId.of(Identity.customer(customer));
    }

    private static void store(Connection connection, Map<String, Customer> customers) throws SQLException {
        try (PreparedStatement profile = connection.prepareStatement(
                        "insert into profile (id, events, orders, last_order_at) values (?, 1, ?, ?)");
                PreparedStatement person = connection.prepareStatement(
                        "insert into person (profile_id, known, sort_name, search) values (?, true, '', '')");
                PreparedStatement money = connection.prepareStatement(
                        "insert into profile_money (profile_id, currency, net, gross, orders) values (?, 'GBP', ?, 0, ?)")) {
            for (Map.Entry<String, Customer> one : customers.entrySet()) {
                Customer customer = one.getValue();
                profile.setObject(1, id(one.getKey()).value());
                profile.setLong(2, customer.orders.size());
                profile.setObject(3, customer.last.atOffset(ZoneOffset.UTC));
                profile.addBatch();
                person.setObject(1, id(one.getKey()).value());
                person.addBatch();
                money.setObject(1, id(one.getKey()).value());
                money.setBigDecimal(2, customer.net);
                money.setLong(3, customer.orders.size());
                money.addBatch();
            }
            profile.executeBatch();
            person.executeBatch();
            money.executeBatch();
        }
    }

    /** Those who bought something. */
    private static Map<String, Customer> customers() {
        Map<String, Customer> customers = new TreeMap<>();
        RealShop.orSkip()
                .forEachRow(row -> row.customer()
                        .ifPresent(customer -> customers
                                .computeIfAbsent(customer, none -> new Customer())
                                .add(row)));
        customers.values().removeIf(customer -> customer.orders.isEmpty());
        return customers;
    }
}
