package crm.dev.shop;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Those who look around and never say who they are; some of them come again. */
final class PassersBy implements Actor {

    private static final Duration LATEST = Duration.ofHours(22);

    private final ShopPlan plan;
    private final Dice dice;
    private Instant next;
    private int count;

    PassersBy(ShopPlan plan) {
        this.plan = plan;
        this.dice = plan.dice("passers-by");
        this.next = plan.opening();
    }

    @Override
    public String name() {
        return "passers-by";
    }

    @Override
    public Instant next() {
        return next;
    }

    @Override
    public List<ShopEvent> act() {
        Journey journey = new Journey(plan, "HP" + count, next);
        Visitor visitor = Visitor.unknown(journey.id("A"), Market.any(dice), dice, journey.id("S"));
        Shopping shopping = new Shopping(journey, visitor).browse(dice.between(1, 3));
        if (dice.chance(0.1)) {
            shopping.fillCart(1).hesitate();
        }
        if (dice.chance(0.25)) {
            journey.after(Duration.ofDays(1), Duration.ofDays(10));
            new Shopping(journey, visitor).browse(dice.between(1, 3));
        }
        count++;
        next = next.plus(dice.between(Duration.ofMinutes(1), LATEST));
        return journey.events();
    }
}
