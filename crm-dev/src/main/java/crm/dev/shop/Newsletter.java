package crm.dev.shop;

import static crm.dev.shop.Journey.fields;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every second Thursday: who agreed to it gets it, some open it, a few click. */
final class Newsletter implements Actor {

    private static final Duration PAUSE = Duration.ofDays(14);

    private final ShopPlan plan;
    private final List<Shopper> shoppers;
    private final Dice dice;
    private Instant next;
    private int issue;

    Newsletter(ShopPlan plan, List<Shopper> shoppers) {
        this.plan = plan;
        this.shoppers = shoppers;
        this.dice = plan.dice("newsletter");
        this.next = Season.day(plan.opening())
                .with(TemporalAdjusters.next(DayOfWeek.THURSDAY))
                .atTime(LocalTime.of(9, 0))
                .toInstant(ZoneOffset.UTC);
    }

    @Override
    public String name() {
        return "newsletter";
    }

    @Override
    public Instant next() {
        return next;
    }

    @Override
    public List<ShopEvent> act() {
        List<ShopEvent> events = new ArrayList<>();
        for (Shopper shopper : shoppers) {
            if (shopper.person().consents().email() && shopper.isActive(next) && dice.chance(0.3)) {
                Journey journey =
                        new Journey(plan, "HN" + issue + "." + shopper.person().id(), next);
                journey.after(Duration.ofMinutes(2), Duration.ofHours(30));
                read(journey, shopper.person(), "newsletter-" + issue);
                events.addAll(journey.events());
            }
        }
        issue++;
        next = next.plus(PAUSE);
        return events;
    }

    /** Opens it and at times clicks. */
    static void read(Journey journey, Person reader, String name) {
        String message = name + "-" + reader.id();
        Map<String, Object> data = fields("message_id", message, "campaign_id", name, "channel", "email");
        journey.tell(reader, "message.opened", data);
        if (journey.dice().chance(0.2)) {
            journey.after(5, 60)
                    .tell(
                            reader,
                            "message.clicked",
                            fields("message_id", message, "campaign_id", name, "link", "https://shop.example.org/new"));
        }
    }
}
