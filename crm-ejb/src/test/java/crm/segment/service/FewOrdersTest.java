package crm.segment.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.condition.evaluation.Micros;
import crm.dev.oracle.Name;
import crm.dev.oracle.Stamp;
import crm.dev.oracle.Told;
import crm.privacy.service.TestKeys;
import crm.profile.service.TestDatabase;
import crm.profile.service.ToldEvents;
import crm.segment.store.MembershipReads;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Who has fewer orders than so many: also who has none, but a refund of an order that nobody knows, or one that was cancelled before
 * it came; in whatever order all of that comes in.
 */
class FewOrdersTest {

    private static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");
    private static final List<Told> EVENTS = List.of(
            told(1, "order.refunded", "unknown"),
            told(2, "order.cancelled", "first"),
            told(3, "order.completed", "first"),
            told(4, "order.completed", "second"),
            told(5, "order.completed", "third"));

    private Connection connection;
    private Segments segments;

    private static Told told(int second, String type, String order) {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("order_id", order);
        data.put("currency", "GBP").put("total", 10).withArray("products");
        return new Told(
                Told.Form.STRUCTURED,
                new Stamp(BEGIN.plusSeconds(second), "shop", "e" + second),
                type,
                Name.customer("1"),
                List.of(),
                Optional.of("1"),
                data);
    }

    @Test
    void areFewInWhateverOrderTheyCome() throws SQLException {
        try (Connection its = TestDatabase.dataSource().getConnection()) {
            connection = its;
            for (List<Told> deliveries : orders(EVENTS)) {
                publish();
                for (int i = 0; i < deliveries.size(); i++) {
                    ToldEvents.apply(connection, List.of(deliveries.get(i)), segments);
                    connection.commit();
                    assertThat(isMember())
                            .as("after %s", deliveries.subList(0, i + 1))
                            .isEqualTo(plain(deliveries.subList(0, i + 1)) < 2);
                }
            }
        }
    }

    private void publish() throws SQLException {
        connection.setAutoCommit(true);
        ToldEvents.clear(connection);
        SegmentTables.clear(connection);
        connection.setAutoCommit(false);
        Instant now = BEGIN.plusSeconds(100);
        segments = new Segments(
                new DefinitionsInForce(), ToldEvents.PAYLOADS, TestKeys.seals(), purpose -> true, () -> now);
        new Definitions(connection).publish(Words.json("""
                {"key": "few", "name": "Few", "where": {"trait": "traits.orders", "op": "lt", "value": 2}}"""), "ada");
        while (new Passing(connection, segments).step(10, now, Micros.of(now))) {
            connection.commit();
        }
        connection.commit();
    }

    private boolean isMember() throws SQLException {
        return !new MembershipReads(connection).members("few", Survey.FIRST, 10).isEmpty();
    }

    /** Orders that are known and not cancelled. */
    private static long plain(List<Told> known) {
        return known.stream()
                .filter(told -> told.type().equals("order.completed"))
                .filter(told -> known.stream()
                        .noneMatch(other -> other.type().equals("order.cancelled")
                                && other.data()
                                        .get("order_id")
                                        .equals(told.data().get("order_id"))))
                .count();
    }

    private static List<List<Told>> orders(List<Told> some) {
        if (some.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Told>> orders = new ArrayList<>();
        for (Told first : some) {
            List<Told> others = new ArrayList<>(some);
            others.remove(first);
            for (List<Told> rest : orders(others)) {
                List<Told> order = new ArrayList<>(List.of(first));
                order.addAll(rest);
                orders.add(order);
            }
        }
        return orders;
    }
}
