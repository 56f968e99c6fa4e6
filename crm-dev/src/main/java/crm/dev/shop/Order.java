package crm.dev.shop;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What somebody bought. */
record Order(String id, Visitor buyer, List<Line> lines, BigDecimal discount, BigDecimal shipping, String transaction) {

    Order {
        lines = List.copyOf(lines);
    }

    /** Some of one product, at the price of the buyer's market. */
    record Line(Product product, int quantity, BigDecimal price) {

        BigDecimal amount() {
            return price.multiply(BigDecimal.valueOf(quantity));
        }

        Map<String, Object> data() {
            return Journey.fields(
                    "product_id", product.id(),
                    "name", product.name(),
                    "category", product.category(),
                    "brand", product.brand(),
                    "price", Money.text(price),
                    "quantity", quantity);
        }
    }

    /** One line for each product. */
    static List<Line> lines(List<Product> cart, Market market) {
        Map<Product, Integer> quantities = new LinkedHashMap<>();
        cart.forEach(product -> quantities.merge(product, 1, Integer::sum));
        List<Line> lines = new ArrayList<>();
        quantities.forEach((product, quantity) -> lines.add(new Line(product, quantity, market.price(product))));
        return lines;
    }

    static BigDecimal subtotal(List<Line> lines) {
        return lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    String currency() {
        return buyer.market().currency();
    }

    BigDecimal total() {
        return subtotal(lines).subtract(discount).add(shipping);
    }

    Map<String, Object> data() {
        Map<String, Object> data = Journey.fields(
                "order_id", id,
                "currency", currency(),
                "total", Money.text(total()),
                "subtotal", Money.text(subtotal(lines)),
                "shipping", Money.text(shipping));
        if (discount.signum() > 0) {
            data.put("discount", Money.text(discount));
            data.put("coupon", "WELCOME10");
        }
        data.put("channel", buyer.channel());
        data.put("products", lines.stream().map(Line::data).toList());
        return data;
    }
}
