package crm.profile.service;

import crm.ingest.entity.Event;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Payload;
import crm.ingest.entity.Payload.CustomerChanged;
import crm.ingest.entity.Payload.CustomerIdentified;
import crm.ingest.service.ViolationRows;
import crm.privacy.service.Seals;
import crm.profile.entity.ProfileId;
import crm.profile.fold.Links;
import crm.profile.fold.Links.Link;
import crm.profile.fold.Links.Period;
import crm.profile.fold.Links.Stretch;
import crm.profile.store.BookRows;
import crm.profile.store.ClaimRows;
import crm.profile.store.EventRows;
import crm.profile.store.EventRows.Owned;
import crm.profile.store.LinkRows;
import crm.profile.store.LinkRows.Name;
import crm.profile.store.PersonRows;
import crm.profile.store.PlansByKey;
import crm.profile.store.ProfileRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * One batch of events on its way into profiles: claim, lock, attribute, fold, write, within one transaction. Locks are
 * taken in one order, claims before profiles before keys of new people, each by id.
 *
 * <p>A visitor's own profile is the lock of all that concerns the visitor: who adds an event or an identification of
 * the visitor holds it, so what is read of identifications after the lock is all there is.
 */
final class EventBatch {

    private final Connection connection;
    private final ViolationRows violations;
    private final ClaimRows claims;
    private final ProfileRows profiles;
    private final PersonRows persons;
    private final LinkRows linkRows;
    private final EventRows events;
    private final Fold fold;
    private final BookRows books;
    private long newCustomers;
    private List<Owned> owned = List.of();
    private final Set<ProfileId> moved = new TreeSet<>();
    private List<ProfileObserver> observers = List.of();
    /** Of whom the batch speaks, mostly again and again. */
    private final Map<Identity, ProfileId> ids = new HashMap<>();

    EventBatch(Connection connection, BiFunction<String, String, Payload> payloads, Seals seals) {
        this(connection, payloads, seals, EventRows.PORTION);
    }

    EventBatch(Connection connection, BiFunction<String, String, Payload> payloads, Seals seals, int portion) {
        this.connection = connection;
        this.violations = new ViolationRows(connection);
        this.claims = new ClaimRows(connection, violations);
        this.profiles = new ProfileRows(connection);
        this.persons = new PersonRows(connection);
        this.linkRows = new LinkRows(connection);
        this.events = new EventRows(connection, payloads, seals, portion);
        this.fold = new Fold(connection, events);
        this.books = new BookRows(connection);
    }

    /** Tells these what changed. */
    EventBatch observedBy(List<ProfileObserver> others) {
        observers = others;
        return this;
    }

    void apply(List<Event> delivered) throws SQLException {
        PlansByKey.only(connection);
        List<Event> fresh = claims.claim(delivered);
        if (!fresh.isEmpty()) {
            applyFresh(fresh);
            for (ProfileObserver observer : observers) {
                observer.applied(connection, new ProfileObserver.Applied(owned, moved));
            }
        }
        fresh.forEach(violations::add);
        violations.write();
        if (!fresh.isEmpty()) {
            // The last of what is written here, since another worker may wait for these rows until the commit. Only
            // dead
            // letters of the same batch come after it: parking them may wait for the key of a new person, and then a
            // worker that holds the key and waits for these rows and this one end each other's wait as a deadlock,
            // which
            // is tried again.
            books.write(fold.sales(), newCustomers, owned);
        }
    }

    private void applyFresh(List<Event> fresh) throws SQLException {
        List<Link> said = links(fresh);
        Links links = lock(fresh, said);
        identify(said, links);
        owned = fresh.stream()
                .map(event -> new Owned(owner(event, links), event))
                .toList();
        fold.add(owned);
        fold.write();
        events.insert(owned);
    }

    private ProfileId owner(Event event, Links links) {
        Identity subject = event.subject();
        return links.knows(subject) ? links.owner(subject, event.stamp().time()) : id(subject);
    }

    private ProfileId id(Identity identity) {
        return ids.computeIfAbsent(identity, ProfileId::of);
    }

    /** What the events say about who visitors are; only an event of a customer says so. */
    private List<Link> links(List<Event> events) {
        List<Link> links = new ArrayList<>();
        for (Event event : events) {
            if (event.subject().isCustomer()) {
                ProfileId customer = id(event.subject());
                linked(event.payload()).forEach(visitor -> links.add(new Link(visitor, event.stamp(), customer)));
            }
        }
        return links;
    }

    private static List<Identity> linked(Payload payload) {
        if (payload instanceof CustomerChanged change) {
            return change.links();
        }
        return payload instanceof CustomerIdentified identified ? identified.links() : List.of();
    }

    /** Locks all profiles that these events can touch, makes the new ones, and says whom the visitors are. */
    private Links lock(List<Event> fresh, List<Link> said) throws SQLException {
        Map<ProfileId, Identity> named = new TreeMap<>();
        Set<Identity> visitors = new TreeSet<>();
        for (Event event : fresh) {
            named.put(id(event.subject()), event.subject());
            if (event.subject().linkable()) {
                visitors.add(event.subject());
            }
        }
        for (Link link : said) {
            named.put(id(link.visitor()), link.visitor());
            visitors.add(link.visitor());
        }
        Set<ProfileId> locked = new TreeSet<>(named.keySet());
        locked.addAll(read(visitors).customers());
        make(profiles.lock(locked), named);
        Links links = read(visitors);
        if (!locked.containsAll(links.customers())) {
            profiles.lock(links.customers()); // identified by another worker between the first look and the lock
        }
        return links;
    }

    private Links read(Set<Identity> visitors) throws SQLException {
        Links links = new Links();
        if (!visitors.isEmpty()) {
            linkRows.read(visitors, links);
        }
        return links;
    }

    private void make(Set<ProfileId> made, Map<ProfileId, Identity> named) throws SQLException {
        Map<ProfileId, Identity> identities = new TreeMap<>();
        made.forEach(id -> identities.put(id, named.get(id)));
        newCustomers += persons.create(identities);
        linkRows.name(identities.entrySet().stream()
                .map(row -> new Name(row.getValue(), row.getKey()))
                .toList());
    }

    /** Visitors turn out to be customers: what they did moves to its owners. */
    private void identify(List<Link> said, Links links) throws SQLException {
        if (said.isEmpty()) {
            return;
        }
        List<Period> changed =
                said.stream().flatMap(link -> links.learn(link).stream()).toList();
        linkRows.write(said);
        linkRows.name(said.stream()
                .map(link -> new Name(link.visitor(), link.customer()))
                .toList());
        if (changed.isEmpty()) {
            return;
        }
        Set<Stretch> stretches = new LinkedHashSet<>();
        Map<ProfileId, ProfileId> survivors = new TreeMap<>();
        for (Period period : changed) {
            stretches.addAll(links.stretches(period));
            survivors.put(ProfileId.of(period.visitor()), links.latest(period.visitor()));
        }
        moved.addAll(survivors.keySet());
        move(stretches, survivors.keySet());
        newCustomers -= profiles.merge(survivors);
    }

    /** Who gains events adds them like new ones; who loses some is folded anew from what is left. */
    private void move(Set<Stretch> stretches, Set<ProfileId> visitors) throws SQLException {
        Set<ProfileId> losers = events.losers(stretches);
        if (losers.isEmpty()) {
            return;
        }
        moved.addAll(losers);
        stretches.forEach(stretch -> moved.add(stretch.owner()));
        profiles.reset(losers);
        fold.takeBackOrders(losers);
        losers.removeAll(visitors);
        fold.forget(losers);
        events.gained(
                stretches,
                portion -> fold.gain(portion.stream()
                        .filter(event -> !losers.contains(event.owner()))
                        .toList()));
        events.move(stretches);
        fold.rebuild(losers);
    }
}
