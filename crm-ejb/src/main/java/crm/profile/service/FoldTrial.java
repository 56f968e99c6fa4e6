package crm.profile.service;

import crm.ingest.entity.Event;
import crm.profile.entity.ProfileId;
import crm.profile.fold.OrderState;
import crm.profile.fold.ProfileDelta;
import crm.profile.store.PersonRows.Person;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Folds each event by itself into a profile of which nothing is known, in memory only. An event at which that fails would fail
 * in a batch, too, and take the batch with it.
 */
final class FoldTrial {

    private FoldTrial() {}

    static Map<Event, RuntimeException> failing(Collection<Event> events) {
        Map<Event, RuntimeException> failing = new HashMap<>();
        for (Event event : events) {
            try {
                fold(event);
            } catch (RuntimeException e) {
                failing.put(event, e);
            }
        }
        return failing;
    }

    private static void fold(Event event) {
        Person person = Person.blank();
        ProfileId.of(event.subject());
        new ProfileDelta(orderId -> new OrderState(), person.attributes(), person.consents()).add(event);
    }
}
