package crm.dev.shop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * What happens in a shop, event after event in order of time, without an end: first those who were customers before it
 * opened, then its days as they come. The same plan tells the same, however far one listens.
 */
public final class ShopHistory implements Iterator<ShopEvent> {

    private static final int FIRST_NUMBER = 10001;

    private final PriorityQueue<Actor> actors =
            new PriorityQueue<>(Comparator.comparing(Actor::next).thenComparing(Actor::name));
    private final PriorityQueue<ShopEvent> told = new PriorityQueue<>();

    public ShopHistory(ShopPlan plan) {
        List<Shopper> shoppers = shoppers(plan);
        actors.addAll(shoppers);
        actors.add(new PassersBy(plan));
        actors.add(new Newsletter(plan, shoppers));
        actors.add(new Thieves(plan, new Population(plan)));
    }

    /** The customers of a shop at its origin, as they are before their history begins. */
    static List<Shopper> shoppers(ShopPlan plan) {
        Population people = new Population(plan);
        return IntStream.range(0, plan.customers())
                .mapToObj(index -> new Shopper(plan, people.person(Integer.toString(FIRST_NUMBER + index))))
                .toList();
    }

    /** Always: somebody will come by. */
    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public ShopEvent next() {
        tellAhead();
        return told.poll();
    }

    /** When the next event happens. */
    public Instant nextTime() {
        tellAhead();
        return told.peek().time();
    }

    /** All that happens before a moment. */
    public List<ShopEvent> before(Instant moment) {
        List<ShopEvent> events = new ArrayList<>();
        while (nextTime().isBefore(moment)) {
            events.add(next());
        }
        return events;
    }

    // An actor's events are never before it acts, so those before everybody's next act are complete.
    private void tellAhead() {
        while (told.isEmpty() || !actors.peek().next().isAfter(told.peek().time())) {
            Actor actor = actors.poll();
            told.addAll(actor.act());
            actors.add(actor);
        }
    }
}
