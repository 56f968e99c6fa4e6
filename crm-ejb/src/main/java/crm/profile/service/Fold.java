package crm.profile.service;

import crm.ingest.entity.Event;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Payload.ConsentChanged;
import crm.ingest.entity.Payload.CustomerChanged;
import crm.ingest.entity.Payload.OrderCompleted;
import crm.ingest.entity.Payload.OrderRefunded;
import crm.ingest.service.EventsFailed;
import crm.profile.entity.ProfileId;
import crm.profile.fold.OrderState;
import crm.profile.fold.ProfileDelta;
import crm.profile.fold.Sales;
import crm.profile.store.EventRows;
import crm.profile.store.EventRows.Owned;
import crm.profile.store.EventRows.Place;
import crm.profile.store.LinkRows;
import crm.profile.store.LinkRows.Name;
import crm.profile.store.OrderRows;
import crm.profile.store.OrderRows.OrderKey;
import crm.profile.store.PersonRows;
import crm.profile.store.PersonRows.Person;
import crm.profile.store.ProfileRows;
import crm.profile.store.StoredSubject;
import crm.profile.store.SumRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The events of a batch by profile: reads the little of the stored state that they need, adds them up in memory, and
 * writes each table once.
 */
final class Fold {

    private final EventRows events;
    private final OrderRows orderRows;
    private final PersonRows personRows;
    private final ProfileRows profiles;
    private final SumRows sums;
    private final LinkRows links;

    private final NavigableMap<ProfileId, ProfileDelta> deltas = new TreeMap<>();
    private final Map<OrderKey, OrderState> orders = new HashMap<>();
    private final Map<ProfileId, Person> persons = new HashMap<>();
    private final Set<ProfileId> rebuilt = new HashSet<>();
    private final Sales sales = new Sales();

    Fold(Connection connection, EventRows events) {
        this.events = events;
        this.orderRows = new OrderRows(connection);
        this.personRows = new PersonRows(connection);
        this.profiles = new ProfileRows(connection);
        this.sums = new SumRows(connection);
        this.links = new LinkRows(connection);
    }

    /** Adds events that their profiles gain from others; before {@link #add}, any number of times. */
    void gain(List<Owned> gained) throws SQLException {
        // A later portion may say something of a person of whom this one does not.
        readPersons(gained.stream().map(Owned::owner));
        addAll(gained);
    }

    /** Adds events that are new; once. */
    void add(List<Owned> added) throws SQLException {
        readPersons(added.stream().filter(Fold::isAboutAPerson).map(Owned::owner));
        addAll(added);
    }

    private void addAll(List<Owned> added) throws SQLException {
        readOrders(added);
        Map<Event, RuntimeException> failed = new HashMap<>();
        for (Owned event : added) {
            try {
                delta(event.owner()).add(event.event());
            } catch (RuntimeException e) {
                failed.put(event.event(), e); // nothing of this fold is written now, but all of them are named
            }
        }
        if (!failed.isEmpty()) {
            throw new EventsFailed(failed);
        }
    }

    /** Profiles are about to be reset: their orders go, and what those added to their days. */
    void takeBackOrders(Set<ProfileId> reset) throws SQLException {
        orderRows.forget(reset, sales);
    }

    /** Profiles that were reset: nothing of what was stored counts any more. */
    void forget(Set<ProfileId> reset) {
        rebuilt.addAll(reset);
        reset.forEach(profile -> persons.put(profile, Person.blank()));
    }

    /** Folds profiles that were forgotten from all events they have; once for each. */
    void rebuild(Set<ProfileId> reset) throws SQLException {
        if (!reset.isEmpty()) {
            events.ofProfiles(reset, portion -> portion.forEach(this::rebuild));
        }
    }

    private void rebuild(Owned event) {
        ProfileDelta delta = delta(event.owner());
        delta.add(event.event());
        Identity subject = event.event().subject();
        if (!subject.linkable() && !StoredSubject.isErased(subject)) {
            delta.identities().add(subject);
        }
    }

    private ProfileDelta delta(ProfileId profile) {
        return deltas.computeIfAbsent(profile, id -> {
            Person person = persons.computeIfAbsent(id, none -> Person.blank());
            return new ProfileDelta(
                    orderId -> orders.computeIfAbsent(new OrderKey(id, orderId), key -> new OrderState()),
                    person.attributes(),
                    person.consents());
        });
    }

    private void readOrders(List<Owned> added) throws SQLException {
        Set<OrderKey> keys = new HashSet<>();
        Set<OrderKey> retold = new HashSet<>();
        for (Owned event : added) {
            String orderId = orderId(event.event());
            if (orderId != null && !rebuilt.contains(event.owner())) {
                OrderKey key = new OrderKey(event.owner(), orderId);
                keys.add(key);
                if (needsLines(event.event())) {
                    retold.add(key);
                }
            }
        }
        keys.removeAll(orders.keySet());
        orderRows.read(keys).forEach((key, order) -> {
            orders.put(key, order);
            if (!order.unpriced().isEmpty()) {
                retold.add(key);
            }
        });
        recall(retold);
    }

    private static String orderId(Event event) {
        if (event.payload() instanceof OrderCompleted order) {
            return order.orderId();
        }
        return event.payload() instanceof OrderRefunded refund ? refund.orderId() : null;
    }

    /** Whether the order's lines are needed: to take back what it added, or for the prices that a refund left out. */
    private static boolean needsLines(Event event) {
        return event.payload() instanceof OrderCompleted
                || (event.payload() instanceof OrderRefunded refund
                        && (refund.cancelled() || !refund.unpriced().isEmpty()));
    }

    private void recall(Collection<OrderKey> keys) throws SQLException {
        Map<Place, OrderKey> places = new HashMap<>();
        for (OrderKey key : keys) {
            OrderState order = orders.get(key);
            if (order != null && order.forgotItsLines()) {
                places.put(
                        new Place(
                                key.profile(), order.completion().orElseThrow().stamp()),
                        key);
            }
        }
        if (places.isEmpty()) {
            return;
        }
        for (Owned stored : events.at(places.keySet())) {
            OrderKey key = places.get(new Place(stored.owner(), stored.event().stamp()));
            orders.get(key).recall(((OrderCompleted) stored.event().payload()).lines());
        }
    }

    private static boolean isAboutAPerson(Owned event) {
        return event.event().payload() instanceof CustomerChanged
                || event.event().payload() instanceof ConsentChanged;
    }

    private void readPersons(Stream<ProfileId> owners) throws SQLException {
        Set<ProfileId> needed = owners.collect(Collectors.toCollection(TreeSet::new));
        needed.removeAll(persons.keySet());
        persons.putAll(personRows.read(needed));
    }

    /** Writes what the events changed. */
    void write() throws SQLException {
        orderRows.write(orders);
        sums.addMoney(deltas);
        profiles.add(deltas, sums.addTallies(deltas));
        writePersons();
        List<Name> names = new ArrayList<>();
        deltas.forEach(
                (profile, delta) -> delta.identities().forEach(identity -> names.add(new Name(identity, profile))));
        links.name(names);
    }

    /** What all of it changes in what was sold by day; after {@link #write}. */
    Sales sales() {
        deltas.values().forEach(delta -> sales.add(delta.sales()));
        return sales;
    }

    private void writePersons() throws SQLException {
        Map<ProfileId, Person> changed = new TreeMap<>();
        deltas.forEach((profile, delta) -> {
            if (delta.personChanged() || rebuilt.contains(profile)) {
                changed.put(profile, persons.get(profile));
            }
        });
        personRows.write(changed);
    }
}
