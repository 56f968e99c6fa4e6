package crm.dev.shop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happens to somebody in one go, event after event; its time only goes on. */
final class Journey {

    private final ShopPlan plan;
    private final String id;
    private final Dice dice;
    private final List<ShopEvent> events = new ArrayList<>();
    private Instant now;

    /**
     * A journey that begins.
     *
     * @param id unique in the plan; all that gets an id on the journey has one that follows from it
     */
    Journey(ShopPlan plan, String id, Instant start) {
        this.plan = plan;
        this.id = plan.prefix() + id;
        this.dice = plan.dice("journey " + id);
        this.now = start;
    }

    Dice dice() {
        return dice;
    }

    Instant now() {
        return now;
    }

    /** Something on this journey that needs an id, such as an order. */
    String id(String kind) {
        return kind + "-" + id + "-" + events.size();
    }

    List<ShopEvent> events() {
        return events;
    }

    /** Seconds, of which nobody can say how many exactly. */
    Journey after(int least, int most) {
        return after(Duration.ofSeconds(least), Duration.ofSeconds(most));
    }

    Journey after(Duration least, Duration most) {
        now = now.plusMillis(dice.between(least, most).toMillis() + 1);
        return this;
    }

    /** Something happens to a visitor. */
    void tell(Visitor visitor, String type, Map<String, Object> fields) {
        Map<String, Object> data = new LinkedHashMap<>();
        if (visitor.person().isEmpty()) {
            data.put("anonymous_id", visitor.anonymous());
        }
        data.putAll(fields);
        tell(visitor.person().map(Person::id), type, data);
    }

    /** Something happens to a customer. */
    void tell(Person person, String type, Map<String, Object> data) {
        tell(Optional.of(person.id()), type, data);
    }

    private void tell(Optional<String> customer, String type, Map<String, Object> data) {
        String source = plan.source() + "/" + ShopEvent.department(type);
        events.add(new ShopEvent(id + "-" + events.size(), source, type, now, customer, data));
    }

    /** Fields in the order given, names and values by turns. */
    static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }
}
