package crm.dev.retail;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All rows of one invoice: an order, or the refund that its number marks with a {@code C}.
 *
 * <p>The first row gives time, customer and country. Duplicate rows count, as they do in the shop's books.
 *
 * @param rows in the order of the file
 */
public record Invoice(List<RetailRow> rows) implements RetailEvent {

    public Invoice {
        rows = List.copyOf(rows);
    }

    public String number() {
        return rows.get(0).invoice();
    }

    public boolean isRefund() {
        return number().startsWith("C");
    }

    /** The exact sum over all rows; negative for a refund. */
    public BigDecimal value() {
        return rows.stream().map(RetailRow::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What the event says: the value, made positive for a refund. */
    public BigDecimal total() {
        return isRefund() ? value().negate() : value();
    }

    @Override
    public String id() {
        return (isRefund() ? "refund:" : "order:") + number();
    }

    @Override
    public String type() {
        return isRefund() ? "order.refunded" : "order.completed";
    }

    @Override
    public Instant time() {
        return rows.get(0).time();
    }

    @Override
    public Optional<String> customer() {
        return rows.get(0).customer();
    }

    @Override
    public String topic() {
        return "customer_order";
    }

    @Override
    public String key() {
        return customer().orElse(number());
    }

    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put(customer().isPresent() ? "customer_id" : "anonymous_id", key());
        data.put("order_id", number());
        data.put("currency", "GBP");
        data.put("total", Money.text(total()));
        data.put("channel", "web");
        data.put("country", rows.get(0).country());
        data.put("products", rows.stream().map(this::product).toList());
        return data;
    }

    private Map<String, Object> product(RetailRow row) {
        Map<String, Object> product = new LinkedHashMap<>();
        product.put("product_id", row.stockCode());
        // An empty name would hide the one that other rows give the product.
        if (!row.description().isEmpty()) {
            product.put("name", row.description());
        }
        product.put("price", Money.text(row.unitPrice()));
        product.put("quantity", isRefund() ? -row.quantity() : row.quantity());
        return product;
    }
}
