package crm.dev.shop;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Every few weeks somebody registers only to try stolen cards; the last time shortly before the shop's first day. */
final class Thieves implements Actor {

    private static final Duration PAUSE = Duration.ofDays(48);
    private static final Duration BEFORE_THE_ORIGIN = Duration.ofHours(30);

    private final ShopPlan plan;
    private final Population people;
    private Instant next;
    private int count;

    Thieves(ShopPlan plan, Population people) {
        this.plan = plan;
        this.people = people;
        next = plan.origin().minus(BEFORE_THE_ORIGIN);
        while (next.minus(PAUSE).isAfter(plan.opening())) {
            next = next.minus(PAUSE);
        }
    }

    @Override
    public String name() {
        return "thieves";
    }

    @Override
    public Instant next() {
        return next;
    }

    @Override
    public List<ShopEvent> act() {
        Journey journey = new Journey(plan, "HF" + count, next);
        Person thief = people.person("9" + (1000 + count));
        Registration.outright(journey, thief);
        journey.after(120, 600);
        Visitor visitor = Visitor.customer(thief, Taste.of(journey.dice()), "web", journey.id("S"));
        Fraud fraud = new Fraud(journey, visitor);
        Order order = fraud.commit();
        journey.after(Fraud.SOONEST, Fraud.LATEST);
        fraud.chargeBack(order);
        count++;
        next = next.plus(PAUSE);
        return journey.events();
    }
}
