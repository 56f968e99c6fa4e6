package crm.dev.shop;

import static crm.dev.shop.Journey.fields;

import crm.dev.shop.Order.Line;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A visit to the shop: looking around, filling a cart, leaving it behind or paying for it. */
final class Shopping {

    private static final String SITE = "https://shop.example.org";
    private static final int FREE_SHIPPING_ABOVE = 60;
    private static final List<String> CAMPAIGNS = List.of("spring_home", "coffee_weeks", "outdoor_days", "gift_ideas");
    private static final List<String> REFERRERS =
            List.of("https://search.example.com/", "https://social.example.com/", "https://news.example.org/");

    private final Journey journey;
    private final Visitor visitor;
    private final Dice dice;
    private final List<Product> seen = new ArrayList<>();
    private final List<Product> cart = new ArrayList<>();

    Shopping(Journey journey, Visitor visitor) {
        this.journey = journey;
        this.visitor = visitor;
        this.dice = journey.dice();
    }

    /** Arrives, and looks at some products. */
    Shopping browse(int products) {
        arrive();
        if (dice.chance(0.3)) {
            search();
        }
        for (int i = 0; i < products; i++) {
            view(Catalogue.get().any(dice, visitor.taste()));
        }
        return this;
    }

    /** Puts some of what was seen into the cart. */
    Shopping fillCart(int products) {
        for (int i = 0; i < products; i++) {
            add(dice.any(seen), "product.added");
        }
        if (cart.size() > 1 && dice.chance(0.12)) {
            add(cart.remove(cart.size() - 1), "product.removed");
        }
        page("cart.viewed", fields("session_id", visitor.session(), "items", cart.size()));
        return this;
    }

    /** Begins to pay and does not. */
    void hesitate() {
        if (dice.chance(0.4)) {
            page("checkout.started", fields("session_id", visitor.session(), "items", cart.size()));
        }
    }

    /** Pays; empty if the bank declines. Only customers can. */
    Optional<Order> buy() {
        page("checkout.started", fields("session_id", visitor.session(), "items", cart.size()));
        Order order = order(cart);
        Payment payment = new Payment(journey, order);
        journey.after(15, 60);
        if (dice.chance(0.05)) {
            payment.attempt("-1");
            payment.decline("-1", "insufficient_funds");
            if (dice.chance(0.3)) {
                return Optional.empty();
            }
            journey.after(20, 60);
        }
        payment.attempt("");
        payment.capture();
        complete(order);
        return Optional.of(order);
    }

    /** Buys at a till: nobody sees what was looked at before. */
    Order buyAtTheTill(int products) {
        List<Product> basket = new ArrayList<>();
        for (int i = 0; i < products; i++) {
            basket.add(Catalogue.get().any(dice, visitor.taste()));
        }
        Order order = order(basket);
        Payment payment = new Payment(journey, order);
        payment.attempt("");
        payment.capture();
        complete(order);
        return order;
    }

    private void complete(Order order) {
        journey.after(1, 3).tell(visitor, "order.completed", order.data());
    }

    private Order order(List<Product> products) {
        Market market = visitor.market();
        List<Line> lines = Order.lines(products, market);
        BigDecimal subtotal = Order.subtotal(lines);
        BigDecimal discount = dice.chance(0.08) ? Money.percent(subtotal, 10) : BigDecimal.ZERO.setScale(2);
        boolean free = visitor.channel().equals("store") || subtotal.compareTo(market.round(FREE_SHIPPING_ABOVE)) > 0;
        BigDecimal shipping = free ? BigDecimal.ZERO.setScale(2) : market.round(5);
        return new Order(journey.id("O"), visitor, lines, discount, shipping, journey.id("T"));
    }

    private void arrive() {
        Map<String, Object> page = fields("url", SITE + "/", "path", "/", "title", "Harbour & Hearth");
        if (dice.chance(0.4)) {
            page.put("referrer", dice.any(REFERRERS));
        }
        if (dice.chance(0.2)) {
            page.put("campaign", fields("name", dice.any(CAMPAIGNS), "source", "social", "medium", "cpc"));
        }
        page.put("session_id", visitor.session());
        journey.tell(visitor, "page.viewed", page);
        if (dice.chance(0.08)) {
            String campaign = dice.any(CAMPAIGNS);
            page("promotion.clicked", fields("promotion_id", campaign, "position", "home_top"));
        }
    }

    private void search() {
        List<String> searches = Talk.in(visitor.market()).searches();
        page("products.searched", fields("query", dice.any(searches), "session_id", visitor.session()));
    }

    private void view(Product product) {
        seen.add(product);
        if (dice.chance(0.08)) {
            String path = "/" + product.category().toLowerCase(Locale.ROOT).replace(' ', '-');
            page("page.viewed", fields("url", SITE + path, "path", path, "session_id", visitor.session()));
        }
        page("product.viewed", product(product));
    }

    private void add(Product product, String type) {
        Map<String, Object> data = product(product);
        data.put("quantity", 1);
        page(type, data);
        if (type.equals("product.added")) {
            cart.add(product);
        }
    }

    private Map<String, Object> product(Product product) {
        return fields(
                "product_id", product.id(),
                "name", product.name(),
                "category", product.category(),
                "price", Money.text(visitor.market().price(product)),
                "currency", visitor.market().currency(),
                "session_id", visitor.session());
    }

    private void page(String type, Map<String, Object> data) {
        journey.after(4, 45).tell(visitor, type, data);
    }
}
