package crm.dev.shop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Those who come while one looks: far more than the history's days have, so that there is something to see. Each journey has a
 * number, from which all follows but the customers' latest orders, which are remembered only as long as the crowd is.
 */
public final class Crowd {

    /** What a journey is about. */
    private enum Card {
        VISITOR(40),
        NEWCOMER(4),
        CUSTOMER(24),
        CART(8),
        ORDER(6),
        TILL(2),
        QUESTION(5),
        NEWSLETTER(5),
        AFTER_SALES(4),
        CHANGE(1.6),
        THIEF(0.4);

        private final double percent;

        Card(double percent) {
            this.percent = percent;
        }

        private static Card any(Dice dice) {
            List<Card> all = List.of(values());
            return dice.weighted(all, all.stream().map(card -> card.percent).toList());
        }
    }

    /** What every round begins with, so that soon after a start there is something of each kind. */
    private static final List<Card> OVERTURE = List.of(
            Card.TILL,
            Card.VISITOR,
            Card.ORDER,
            Card.CUSTOMER,
            Card.QUESTION,
            Card.NEWCOMER,
            Card.CART,
            Card.NEWSLETTER,
            Card.ORDER,
            Card.AFTER_SALES);

    /** Journeys from one overture to the next. */
    static final int ROUND = 100;

    private static final int MEMORY = 200;
    private static final Duration SETTLED = Duration.ofSeconds(20);

    private record Bought(Order order, Instant at) {}

    private final ShopPlan plan;
    private final Population people;
    private final List<Shopper> shoppers;
    private final Deque<Bought> bought = new ArrayDeque<>();

    public Crowd(ShopPlan plan) {
        this.plan = plan;
        this.people = new Population(plan);
        this.shoppers = ShopHistory.shoppers(plan);
    }

    /** All events of a journey that begins now, most of which are yet to come. */
    public List<ShopEvent> journey(long number, Instant start) {
        Journey journey = new Journey(plan, "L" + number, start);
        int place = (int) (number % ROUND);
        tell(place < OVERTURE.size() ? OVERTURE.get(place) : Card.any(journey.dice()), number, journey);
        return journey.events();
    }

    private void tell(Card card, long number, Journey journey) {
        Dice dice = journey.dice();
        switch (card) {
            case VISITOR -> new Shopping(journey, unknown(journey)).browse(dice.between(2, 5));
            case NEWCOMER -> register(journey, people.person("7" + number));
            case CUSTOMER -> new Shopping(journey, customer(journey, webOrApp(dice))).browse(dice.between(2, 5));
            case CART ->
                new Shopping(journey, customer(journey, webOrApp(dice)))
                        .browse(dice.between(2, 4))
                        .fillCart(dice.between(1, 3))
                        .hesitate();
            case ORDER -> order(journey);
            case TILL ->
                remember(journey, new Shopping(journey, customer(journey, "store")).buyAtTheTill(dice.between(1, 3)));
            case QUESTION -> ask(journey);
            case NEWSLETTER -> Newsletter.read(journey, shopper(journey).person(), "newsletter-of-the-day");
            case AFTER_SALES -> settle(journey);
            case CHANGE -> change(journey);
            case THIEF -> steal(journey, people.person("8" + number));
        }
    }

    private void order(Journey journey) {
        Dice dice = journey.dice();
        new Shopping(journey, customer(journey, webOrApp(dice)))
                .browse(dice.between(1, 3))
                .fillCart(dice.between(1, 3))
                .buy()
                .ifPresent(order -> remember(journey, order));
    }

    private void register(Journey journey, Person person) {
        Registration.afterABrowse(journey, person, Taste.of(journey.dice()));
    }

    private void ask(Journey journey) {
        Optional<Order> order = recall(journey);
        Visitor asking = order.map(Order::buyer).orElseGet(() -> customer(journey, "web"));
        new Consultation(journey, asking, order).hold();
    }

    private void settle(Journey journey) {
        recall(journey)
                .ifPresentOrElse(
                        order -> settle(new AfterSales(journey, order), journey.dice()),
                        () -> Newsletter.read(journey, shopper(journey).person(), "offer-of-the-day"));
    }

    private static void settle(AfterSales afterSales, Dice dice) {
        switch (dice.weighted(20, 15, 20, 45)) {
            case 0 -> afterSales.cancel();
            case 1 -> afterSales.refundWhole();
            case 2 -> afterSales.refundPart();
            default -> afterSales.review();
        }
    }

    private void change(Journey journey) {
        Shopper shopper = shopper(journey);
        if (journey.dice().chance(0.5)) {
            Registration.change(journey, shopper.person());
        } else {
            Registration.fromAnotherDevice(
                    journey, shopper.person(), shopper.habit().taste());
        }
    }

    private void steal(Journey journey, Person thief) {
        Registration.outright(journey, thief);
        Visitor visitor = Visitor.customer(thief, Taste.of(journey.dice()), "web", journey.id("S"));
        new Fraud(journey.after(20, 60), visitor).commit();
    }

    private Visitor unknown(Journey journey) {
        Dice dice = journey.dice();
        return Visitor.unknown(journey.id("A"), Market.any(dice), dice, journey.id("S"));
    }

    private Visitor customer(Journey journey, String channel) {
        Shopper shopper = shopper(journey);
        return Visitor.customer(shopper.person(), shopper.habit().taste(), channel, journey.id("S"));
    }

    private Shopper shopper(Journey journey) {
        List<Shopper> active = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (Shopper shopper : shoppers) {
            if (shopper.isActive(journey.now())) {
                active.add(shopper);
                weights.add(eagerness(shopper.habit().kind()));
            }
        }
        // The business clock may have been set back to before anybody came.
        if (active.isEmpty()) {
            return journey.dice().any(shoppers);
        }
        return journey.dice().weighted(active, weights);
    }

    // Those who seldom come shall stay such, or there would be nobody to win back.
    private static double eagerness(Habit.Kind kind) {
        return switch (kind) {
            case VIP -> 6;
            case REGULAR -> 3;
            case NEW -> 2;
            case OCCASIONAL -> 0.3;
            case LAPSED -> 0.001;
        };
    }

    private static String webOrApp(Dice dice) {
        return dice.chance(0.65) ? "web" : "app";
    }

    private void remember(Journey journey, Order order) {
        bought.addLast(new Bought(order, journey.now().plus(SETTLED)));
        if (bought.size() > MEMORY) {
            bought.removeFirst();
        }
    }

    /** Any order that has been placed a while ago; it is forgotten, for it is settled once at most. */
    private Optional<Order> recall(Journey journey) {
        Optional<Bought> one =
                bought.stream().filter(b -> b.at().isBefore(journey.now())).findFirst();
        one.ifPresent(bought::remove);
        return one.map(Bought::order);
    }
}
