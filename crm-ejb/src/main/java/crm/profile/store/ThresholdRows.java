package crm.profile.store;

import crm.platform.service.Columns;
import crm.profile.rfm.Steps;
import crm.profile.rfm.Thresholds;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the scores of how recently, how often and for how much somebody buys begin, as versions that never change. */
public final class ThresholdRows {

    private static final String READ =
            "select id, from_at, fades, frequency, currencies, monetary from rfm_thresholds order by id";

    /**
     * Fifths by the middle of equal values: a value is in the k-th fifth or a higher one from the least value on of which the
     * middle is, or just above the greatest one up to which so many are.
     */
    private static final String MEASURE = """
            with main as (
                select distinct on (profile_id) profile_id, currency, net
                  from profile_money where orders > 0 order by profile_id, orders desc, currency collate "C"),
            buying as materialized (
                select p.orders, (extract(epoch from p.last_order_at) * 1000000)::int8 as last, m.currency, m.net
                  from profile p join main m on m.profile_id = p.id join person s on s.profile_id = p.id and s.known
                 where p.orders > 0 and p.last_order_at is not null and p.merged_into is null),
            measured as (
                select 'recency' as measure, '' as currency, last::numeric as value from buying
                union all select 'frequency', '', orders from buying
                union all select 'monetary', currency, net from buying),
            counted as (select measure, currency, value, count(*) as many from measured group by 1, 2, 3),
            ranked as (
                select *, sum(many) over (partition by measure, currency order by value) as upto,
                       sum(many) over (partition by measure, currency) as n
                  from counted)
            select measure, currency, max(n) as n,
                   min(value) filter (where 10 * upto - 5 * many >= 2 * k * n) as at,
                   min(value) filter (where 10 * upto >= 2 * k * n) as above
              from ranked cross join generate_series(1, 4) as k
             group by measure, currency, k
             order by measure, currency collate "C", k""";

    private static final String ADD = """
            insert into rfm_thresholds (from_at, customers, events, fades, frequency, currencies, monetary)
            values (?, ?, ?, ?, ?, ?, ?)""";

    private static final BigDecimal NEXT_AMOUNT = new BigDecimal("0.000001");

    private final Connection connection;

    public ThresholdRows(Connection connection) {
        this.connection = connection;
    }

    /** The earliest first. */
    public List<Thresholds> all() throws SQLException {
        return read(READ);
    }

    public Optional<Thresholds> latest() throws SQLException {
        return read(READ + " desc limit 1").stream().findFirst();
    }

    private List<Thresholds> read(String sql) throws SQLException {
        List<Thresholds> all = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                all.add(new Thresholds(
                        row.getInt("id"),
                        Columns.time(row, "from_at"),
                        Arrays.asList((Long[]) row.getArray("fades").getArray()),
                        steps((BigDecimal[]) row.getArray("frequency").getArray(), 0),
                        monetary(row)));
            }
        }
        return all;
    }

    private static Steps steps(BigDecimal[] all, int from) {
        return new Steps(Arrays.asList(all).subList(from, from + 4));
    }

    private static Map<String, Steps> monetary(ResultSet row) throws SQLException {
        String[] currencies = (String[]) row.getArray("currencies").getArray();
        BigDecimal[] amounts = (BigDecimal[]) row.getArray("monetary").getArray();
        Map<String, Steps> monetary = new LinkedHashMap<>();
        for (int i = 0; i < currencies.length; i++) {
            monetary.put(currencies[i], steps(amounts, 4 * i));
        }
        return monetary;
    }

    /** What whoever buys comes to; not in force yet. */
    public record Base(
            long customers, List<Long> fades, List<BigDecimal> frequency, Map<String, List<BigDecimal>> monetary) {}

    /** Of all who have bought anything; empty if nobody has. */
    public Optional<Base> measure(Instant now) throws SQLException {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        List<Long> fades = new ArrayList<>();
        List<BigDecimal> frequency = new ArrayList<>();
        Map<String, List<BigDecimal>> monetary = new LinkedHashMap<>();
        long customers = 0;
        try (PreparedStatement select = connection.prepareStatement(MEASURE);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                switch (row.getString("measure")) {
                    case "recency" -> {
                        // It has faded when it is as long ago as what is just before the value was then.
                        fades.add(0, micros - from(row, BigDecimal.ONE).longValueExact() + 1);
                        customers = row.getLong("n");
                    }
                    case "frequency" -> frequency.add(from(row, BigDecimal.ONE));
                    default ->
                        monetary.computeIfAbsent(row.getString("currency"), none -> new ArrayList<>())
                                .add(from(row, NEXT_AMOUNT));
                }
            }
        }
        return customers == 0 ? Optional.empty() : Optional.of(new Base(customers, fades, frequency, monetary));
    }

    /** The least value that stands high enough, where values are so far apart at least. */
    private static BigDecimal from(ResultSet row, BigDecimal apart) throws SQLException {
        BigDecimal at = row.getBigDecimal("at");
        BigDecimal above = row.getBigDecimal("above");
        return at != null && at.compareTo(above) == 0 ? at : above.add(apart);
    }

    /** From now on they are in force. */
    public void add(Base base, Instant from, long events) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setObject(1, from.atOffset(ZoneOffset.UTC));
            insert.setLong(2, base.customers());
            insert.setLong(3, events);
            insert.setArray(4, connection.createArrayOf("int8", base.fades().toArray()));
            insert.setArray(
                    5, connection.createArrayOf("numeric", base.frequency().toArray()));
            insert.setArray(
                    6, connection.createArrayOf("text", base.monetary().keySet().toArray()));
            insert.setArray(
                    7,
                    connection.createArrayOf(
                            "numeric",
                            base.monetary().values().stream()
                                    .flatMap(List::stream)
                                    .toArray()));
            insert.executeUpdate();
        }
    }
}
