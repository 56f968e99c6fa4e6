package crm.dev.shop;

import static crm.dev.shop.Journey.fields;

import crm.dev.shop.Order.Line;
import crm.dev.shop.Person.Wallet;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Somebody tries stolen cards: many small payments in a few minutes, each with another card from one device, most of them
 * declined, then a large order with one that works; weeks later the bank takes the money back.
 */
final class Fraud {

    private static final int CARDS = 12;

    private final Journey journey;
    private final Visitor thief;

    Fraud(Journey journey, Visitor thief) {
        this.journey = journey;
        this.thief = thief;
    }

    /** The burst and the large order. */
    Order commit() {
        Dice dice = journey.dice();
        int cards = dice.between(CARDS / 2, CARDS);
        for (int card = 0; card < cards; card++) {
            test(dice, card == cards - 1);
        }
        return order(dice);
    }

    /** The bank notices. */
    void chargeBack(Order order) {
        new Payment(journey, order).chargeBack();
    }

    private void test(Dice dice, boolean works) {
        Wallet stolen = stolen(dice);
        BigDecimal amount = BigDecimal.valueOf(dice.between(99, 499), 2);
        Map<String, Object> data = Payment.of(thief, journey.id("T"), journey.id("O"), amount, stolen);
        journey.after(4, 25).tell(thief, "payment.attempted", data);
        Map<String, Object> outcome = new LinkedHashMap<>(data);
        if (!works) {
            outcome.put("reason", dice.chance(0.6) ? "stolen_card" : "do_not_honour");
        }
        journey.after(1, 2).tell(thief, works ? "payment.captured" : "payment.declined", outcome);
    }

    // What sells well again: the dearest there is, several of it.
    private Order order(Dice dice) {
        Product dearest = Catalogue.get().products().stream()
                .max(Comparator.comparing(Product::price))
                .orElseThrow();
        List<Line> lines =
                List.of(new Line(dearest, dice.between(2, 4), thief.market().price(dearest)));
        Visitor buyer = new Visitor(
                thief.person(), "", thief.market(), thief.taste(), stolen(dice), thief.channel(), thief.session());
        BigDecimal none = BigDecimal.ZERO.setScale(2);
        Order order = new Order(journey.id("O"), buyer, lines, none, none, journey.id("T"));
        Payment payment = new Payment(journey, order);
        journey.after(30, 120).tell(buyer, "checkout.started", fields("session_id", thief.session()));
        journey.after(5, 20);
        payment.attempt("");
        payment.capture();
        journey.after(1, 3).tell(buyer, "order.completed", order.data());
        return order;
    }

    private Wallet stolen(Dice dice) {
        return new Wallet(
                "card",
                "card-" + dice.token(),
                thief.wallet().device(),
                thief.wallet().ip());
    }

    /** When banks notice. */
    static final Duration SOONEST = Duration.ofDays(9);

    static final Duration LATEST = Duration.ofDays(24);
}
