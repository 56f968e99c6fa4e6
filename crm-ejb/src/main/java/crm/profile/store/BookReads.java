package crm.profile.store;

import crm.platform.service.Columns;
import crm.profile.entity.Census;
import crm.profile.entity.DaySales;
import crm.profile.entity.Money;
import crm.profile.entity.RecentEvent;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads what {@link BookRows} wrote; each question costs the same however many customers and events there are. */
public final class BookReads {

    private static final String CENSUS =
            "select coalesce(sum(events), 0) as events, coalesce(sum(customers), 0) as customers from census";
    private static final String SALES = """
            select day, currency, sum(orders) as orders, sum(net) as net
              from daily_sale where day between ? and ?
             group by day, currency having sum(orders) <> 0 or sum(net) <> 0
             order by day, currency""";
    // The first rows of an index, and as many persons by their keys.
    private static final String RECENT = """
            select r.id, r.at, r.type, r.profile_id, r.currency, r.amount, p.customer_id
              from (select * from recent_event order by id desc limit ?) r
              left join person p using (profile_id)
             order by r.id desc""";
    private static final String FORGET = """
            delete from recent_event
             where id < (select min(id) from (select id from recent_event order by id desc limit ?) latest)""";

    private final Connection connection;

    public BookReads(Connection connection) {
        this.connection = connection;
    }

    public Census census() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(CENSUS);
                ResultSet row = select.executeQuery()) {
            row.next();
            return new Census(row.getLong("events"), row.getLong("customers"));
        }
    }

    /** Days on which something was sold, both ends included. */
    public List<DaySales> sales(LocalDate from, LocalDate to) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SALES)) {
            select.setObject(1, from);
            select.setObject(2, to);
            List<DaySales> sales = new ArrayList<>();
            ResultSet row = select.executeQuery();
            while (row.next()) {
                sales.add(new DaySales(
                        row.getObject("day", LocalDate.class),
                        row.getString("currency"),
                        row.getLong("orders"),
                        row.getBigDecimal("net")));
            }
            return sales;
        }
    }

    /** The events applied last, latest first. */
    public List<RecentEvent> recent(int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(RECENT)) {
            select.setInt(1, limit);
            List<RecentEvent> events = new ArrayList<>();
            ResultSet row = select.executeQuery();
            while (row.next()) {
                events.add(event(row));
            }
            return events;
        }
    }

    private static RecentEvent event(ResultSet row) throws SQLException {
        return new RecentEvent(
                row.getLong("id"),
                Columns.time(row, "at"),
                row.getString("type"),
                row.getObject("profile_id", UUID.class),
                Optional.ofNullable(row.getString("customer_id")).filter(BookReads::isNoAddress),
                money(row.getString("currency"), row.getBigDecimal("amount")));
    }

    /** Some shops know their customers by e-mail address or phone number. */
    private static boolean isNoAddress(String customerId) {
        return customerId.indexOf('@') < 0 && !customerId.startsWith("+");
    }

    private static Optional<Money> money(String currency, BigDecimal amount) {
        return currency == null || amount == null
                ? Optional.empty()
                : Optional.of(new Money(currency, amount.toPlainString()));
    }

    /** Forgets all but the last events applied. */
    public void forget(int kept) throws SQLException {
        try (PreparedStatement forget = connection.prepareStatement(FORGET)) {
            forget.setInt(1, kept);
            forget.executeUpdate();
        }
    }
}
