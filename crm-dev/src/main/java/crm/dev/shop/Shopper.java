package crm.dev.shop;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A customer through the years: registers, comes by, buys or does not, and what follows from it. */
final class Shopper implements Actor {

    private final ShopPlan plan;
    private final Person person;
    private final Habit habit;
    private final Dice dice;
    private Instant next;
    private int visits;

    Shopper(ShopPlan plan, Person person) {
        this.plan = plan;
        this.person = person;
        this.dice = plan.dice("shopper " + person.id());
        this.habit = Habit.of(plan, dice);
        this.next = habit.joined();
    }

    Person person() {
        return person;
    }

    Habit habit() {
        return habit;
    }

    /** Whether the person still comes by. */
    boolean isActive(Instant moment) {
        return !moment.isBefore(habit.joined()) && moment.isBefore(habit.until());
    }

    @Override
    public String name() {
        return person.id();
    }

    @Override
    public Instant next() {
        return next;
    }

    @Override
    public List<ShopEvent> act() {
        Journey journey = new Journey(plan, "H" + person.id() + "." + visits, next);
        if (visits == 0) {
            register(journey);
        } else {
            visit(journey);
        }
        visits++;
        next = nextVisit(next);
        return journey.events();
    }

    private void register(Journey journey) {
        // Those who came before the history were taken over from the shop's books.
        if (habit.joined().isAfter(plan.opening()) && dice.chance(0.6)) {
            Registration.afterABrowse(journey, person, habit.taste());
        } else {
            Registration.outright(journey, person);
        }
    }

    private void visit(Journey journey) {
        Visitor visitor = Visitor.customer(person, habit.taste(), channel(), journey.id("S"));
        if (visitor.channel().equals("store")) {
            Order order = new Shopping(journey, visitor).buyAtTheTill(dice.between(1, 3));
            follow(journey, order);
        } else if (dice.chance(0.06)) {
            Registration.fromAnotherDevice(journey, person, habit.taste());
        } else {
            shop(journey, visitor);
        }
        if (dice.chance(0.02)) {
            Registration.change(journey.after(60, 300), person);
        }
    }

    private void shop(Journey journey, Visitor visitor) {
        Shopping shopping = new Shopping(journey, visitor).browse(dice.between(1, 2));
        if (dice.chance(habit.buys())) {
            shopping.fillCart(dice.between(1, 2)).buy().ifPresent(order -> follow(journey, order));
        } else if (dice.chance(0.3)) {
            shopping.fillCart(dice.between(1, 2)).hesitate();
        } else if (dice.chance(0.06)) {
            new Consultation(journey.after(20, 90), visitor, Optional.empty()).hold();
        }
    }

    /** One thing at most follows an order. */
    private void follow(Journey journey, Order order) {
        AfterSales afterSales = new AfterSales(journey, order);
        switch (dice.weighted(3, 4, 4, 15, 10, 64)) {
            case 0 -> {
                journey.after(Duration.ofMinutes(10), Duration.ofHours(8));
                afterSales.cancel();
            }
            case 1 -> {
                journey.after(Duration.ofDays(4), Duration.ofDays(20));
                afterSales.refundWhole();
            }
            case 2 -> {
                journey.after(Duration.ofDays(4), Duration.ofDays(20));
                afterSales.refundPart();
            }
            case 3 -> {
                journey.after(Duration.ofDays(5), Duration.ofDays(25));
                afterSales.review();
            }
            case 4 -> {
                journey.after(Duration.ofDays(1), Duration.ofDays(9));
                new Consultation(journey, order.buyer(), Optional.of(order)).hold();
            }
            default -> {
                // content
            }
        }
    }

    private String channel() {
        if (dice.chance(0.75)) {
            return habit.channel();
        }
        return dice.chance(0.7) ? "web" : "app";
    }

    private Instant nextVisit(Instant last) {
        LocalDate day = Season.day(last.isBefore(plan.opening()) ? plan.opening() : last);
        Instant moment;
        do {
            // The season turns about half of all days down.
            day = day.plusDays(1 + (long) dice.exponential(habit.pause() / 2));
            moment = Season.moment(dice, person.market(), day);
        } while (!Season.invites(dice, person.market(), day) || !moment.isAfter(last));
        return moment.isBefore(habit.until()) ? moment : Instant.MAX;
    }
}
