package crm.profile.service;

import crm.dev.oracle.Oracle;
import crm.ingest.entity.Event;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Payload;
import crm.privacy.service.Seals;
import crm.privacy.service.TestKeys;
import crm.profile.entity.ProfileId;
import crm.profile.store.EventRows;
import crm.profile.store.PersonJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** What the tables say, described as the oracle describes it. */
final class StoredProfiles {

    private final Connection connection;
    private final Seals seals = TestKeys.seals();

    StoredProfiles(Connection connection) {
        this.connection = connection;
    }

    Map<ProfileId, Map<String, String>> read() throws SQLException {
        Map<ProfileId, Map<String, String>> profiles = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select * from profile where events > 0")) {
            while (row.next()) {
                UUID id = row.getObject("id", UUID.class);
                profiles.put(new ProfileId(id), describe(id, row));
            }
        }
        return profiles;
    }

    private Map<String, String> describe(UUID id, ResultSet row) throws SQLException {
        Map<String, String> traits = new TreeMap<>();
        for (String count :
                new String[] {"events", "orders", "products", "refunds", "interactions", "consultations", "transactions"
                }) {
            traits.put(count, row.getString(count));
        }
        traits.put("items", Oracle.plain(row.getBigDecimal("items")));
        for (String time : new String[] {"first_order", "last_order", "first_seen", "last_seen"}) {
            OffsetDateTime at = row.getObject(time + "_at", OffsetDateTime.class);
            traits.put(time, at == null ? "null" : at.toInstant().toString());
        }
        traits.put("money", money(id));
        traits.put("tallies", tallies(id));
        traits.put("identities", identities(id));
        traits.put("timeline", timeline(id));
        person(id, traits);
        return traits;
    }

    private String money(UUID id) throws SQLException {
        Map<String, String> money = new TreeMap<>();
        each(
                "select currency, net, gross, orders from profile_money where profile_id = ?",
                id,
                row -> Oracle.describe(
                        money,
                        row.getString("currency"),
                        row.getBigDecimal("net"),
                        row.getBigDecimal("gross"),
                        row.getLong("orders")));
        return money.toString();
    }

    private String tallies(UUID id) throws SQLException {
        Map<String, String> tallies = new TreeMap<>();
        each(
                "select kind, item, n from profile_tally where profile_id = ? and n <> 0",
                id,
                row -> tallies.put(row.getString("kind") + ":" + row.getString("item"), row.getString("n")));
        return tallies.toString();
    }

    private String identities(UUID id) throws SQLException {
        Set<Identity> identities = new TreeSet<>();
        each(
                "select namespace, value from identity where profile_id = ?",
                id,
                row -> identities.add(new Identity(row.getString(1), row.getString(2))));
        return identities.toString();
    }

    private String timeline(UUID id) throws SQLException {
        List<Event> events = new ArrayList<>();
        new EventRows(connection, (type, data) -> Payload.Occurrence.INSTANCE, seals)
                .ofProfiles(List.of(new ProfileId(id)), portion -> portion.forEach(owned -> events.add(owned.event())));
        events.sort(Comparator.comparing(Event::stamp));
        StringBuilder timeline = new StringBuilder();
        events.forEach(event -> timeline.append(Telling.entry(
                event.stamp().time(), event.stamp().source(), event.stamp().id(), event.type(), event.data())));
        return timeline.toString();
    }

    /** Who answers for profiles that were merged. */
    Map<ProfileId, ProfileId> survivors() throws SQLException {
        Map<ProfileId, ProfileId> survivors = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select id, merged_into from profile where merged_into is not null")) {
            while (row.next()) {
                survivors.put(new ProfileId(row.getObject(1, UUID.class)), new ProfileId(row.getObject(2, UUID.class)));
            }
        }
        return survivors;
    }

    /** What was sold by day of the order and currency, as {@link Oracle#sales}. */
    Map<String, String> sales() throws SQLException {
        return sales("select day, currency, sum(orders), sum(net) from daily_sale group by 1, 2");
    }

    private Map<String, String> sales(String sql) throws SQLException {
        Map<String, String> sales = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                if (row.getLong(3) != 0 || row.getBigDecimal(4).signum() != 0) {
                    sales.put(
                            row.getString(1) + ' ' + row.getString(2),
                            row.getLong(3) + " " + Oracle.plain(row.getBigDecimal(4)));
                }
            }
        }
        return sales;
    }

    /** How many events and customers there are, as it is kept. */
    List<Long> census() throws SQLException {
        return List.of(number("select sum(events) from census"), number("select sum(customers) from census"));
    }

    /** What is computed from the rest so that pages are fast. */
    Set<String> derived() throws SQLException {
        Set<String> derived = new TreeSet<>();
        for (String sql : new String[] {
            "select 'sold', profile_id, order_id, trim_scale(sold) from customer_order",
            "select 'person', profile_id, search, sort_name from person where known",
            "select 'figures', * from customer_figures",
            "select 'spend', profile_id, currency, trim_scale(net) from customer_spend"
        }) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select t::text from (" + sql + ") t")) {
                while (row.next()) {
                    derived.add(row.getString(1));
                }
            }
        }
        return derived;
    }

    long people() throws SQLException {
        return number("select count(*) from person where known");
    }

    /** Resends with another body. */
    long conflicts() throws SQLException {
        return number("select coalesce(sum(count), 0) from violation where kind = 'id_conflict'");
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void person(UUID id, Map<String, String> traits) throws SQLException {
        each("select attributes::text, consents::text from person where profile_id = ?", id, row -> {
            var attributes = PersonJson.attributes(row.getString(1));
            Map<String, String> visible = new TreeMap<>();
            attributes.facts().keySet().stream()
                    .filter(pointer -> attributes.get(pointer) != null)
                    .forEach(pointer -> visible.put(pointer, attributes.get(pointer)));
            Map<String, String> consents = new TreeMap<>();
            PersonJson.consents(row.getString(2))
                    .words()
                    .forEach((purpose, word) -> word.granted()
                            .ifPresent(granted -> consents.put(purpose, granted + " since " + word.stamp())));
            traits.put("attributes", visible.toString());
            traits.put("consents", consents.toString());
        });
    }

    private interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    private void each(String sql, UUID id, Reader reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, id);
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                reader.read(row);
            }
        }
    }

    /** Sums that can be cross-checked: each event once. */
    long events() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*), count(distinct (source, id)) from event")) {
            row.next();
            return row.getLong(1) == row.getLong(2) ? row.getLong(1) : -1;
        }
    }

    /** In clear. */
    long eventsThatSay(String secret) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select count(*) from event e where position(? in e::text) > 0")) {
            statement.setString(1, secret);
            ResultSet row = statement.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    void clear() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "truncate claim, violation, profile, profile_money, profile_tally, customer_order, person,"
                            + " identity, identity_link, event, customer_note, sealing_key, daily_sale, census, recent_event,"
                            + " changed_customers, customer_figures, customer_spend, profile_outbox, customer_rfm, rfm_thresholds");
            statement.execute("update profile_relay set under_way = '{}', held_until = '-infinity'");
        }
    }
}
