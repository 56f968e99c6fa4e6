package crm.profile.service;

import crm.ingest.entity.Identity;
import crm.ingest.entity.Stamp;
import crm.ingest.service.Identities;
import crm.ingest.service.PayloadReader;
import crm.platform.entity.Page;
import crm.platform.service.BusinessClock;
import crm.platform.service.Deadline;
import crm.privacy.service.Seals;
import crm.profile.entity.CustomerChoices;
import crm.profile.entity.CustomerFile;
import crm.profile.entity.CustomerSearch;
import crm.profile.entity.CustomerSummary;
import crm.profile.entity.Note;
import crm.profile.entity.Profile;
import crm.profile.entity.ProfileId;
import crm.profile.entity.ProfileView;
import crm.profile.entity.SpendSum;
import crm.profile.entity.TimelineEntry;
import crm.profile.entity.TimelineFilter;
import crm.profile.entity.TimelinePart;
import crm.profile.entity.TimelineWish;
import crm.profile.service.CustomerList.Reach;
import crm.profile.service.CustomerList.Terms;
import crm.profile.store.ActivityRows;
import crm.profile.store.CustomerRows;
import crm.profile.store.NoteRows;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.Session;

/**
 * Reads customers. Each method is a transaction of its own, over one snapshot of the database. What it gives of persons is
 * for services; what is shown to somebody comes from {@link CustomerLooks}.
 */
@Stateless
public class CustomerQueries {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_CONSENTS = 100;
    public static final int MOST_NOTES = 50;

    @PersistenceContext(unitName = "crm")
    private EntityManager entities;

    @EJB
    private Books books;

    @Inject
    private Identities identities;

    @Inject
    private Seals seals;

    @Inject
    private BusinessClock clock;

    @Inject
    private ConsentSettings consents;

    @Inject
    private PayloadReader payloads;

    /** The profile that an identity leads to, through merges and identifications. */
    public Optional<ProfileView> find(Identity identity) {
        return inOneSnapshot().view(owner(identity));
    }

    /** The profile with this id; a merged one answers with its survivor. */
    public Optional<ProfileView> find(ProfileId id) {
        return inOneSnapshot().view(Optional.of(id));
    }

    /** Whose profile an identity leads to, as {@link #find(Identity)}, with nothing personal. */
    public Optional<ProfileId> resolve(Identity identity) {
        return inOneSnapshot().survivor(owner(identity));
    }

    /** Whose profile this id leads to: its own, or that of the survivor. */
    public Optional<ProfileId> resolve(ProfileId id) {
        return inOneSnapshot().survivor(Optional.of(id));
    }

    private Optional<ProfileId> survivor(Optional<ProfileId> id) {
        ProfileReading reading = new ProfileReading(entities, clock.instant());
        return id.flatMap(reading::survivor).map(Profile::id);
    }

    /** A statement that takes too long is given up (503), however it was made; of lists, the whole question is. */
    private CustomerQueries inOneSnapshot() {
        entities.createNativeQuery("set transaction isolation level repeatable read, read only")
                .executeUpdate();
        entities.createNativeQuery("set local statement_timeout = '5s'").executeUpdate();
        return this;
    }

    private Optional<ProfileView> view(Optional<ProfileId> id) {
        ProfileReading reading = new ProfileReading(entities, clock.instant());
        return id.flatMap(reading::survivor).map(reading::view);
    }

    private Optional<ProfileId> owner(Identity identity) {
        if (identity.isCustomer()) {
            return Optional.of(ProfileId.of(identity));
        }
        if (identity.linkable()) {
            return Optional.of(latest(identity).orElseGet(() -> ProfileId.of(identity)));
        }
        return holder(identity);
    }

    /** Who a visitor is by the latest identification. */
    private Optional<ProfileId> latest(Identity visitor) {
        return entities.createQuery(
                        "select l.profileId from IdentityLink l where l.key.namespace = :namespace and l.key.value = :value"
                                + " order by l.key.at desc, l.key.source desc, l.key.eventId desc",
                        UUID.class)
                .setParameter("namespace", visitor.namespace())
                .setParameter("value", visitor.value())
                .setMaxResults(1)
                .getResultStream()
                .map(ProfileId::new)
                .findFirst();
    }

    /** Of several who share it, the one with the least id, so that the answer stays the same. */
    private Optional<ProfileId> holder(Identity shared) {
        return entities.createQuery(
                        "select i.key.profileId from ProfileIdentity i where i.key.namespace = :namespace"
                                + " and i.key.value = :value order by i.key.profileId",
                        UUID.class)
                .setParameter("namespace", shared.namespace())
                .setParameter("value", shared.value())
                .setMaxResults(1)
                .getResultStream()
                .map(ProfileId::new)
                .findFirst();
    }

    /**
     * A page of customers; visitors of whom nothing is known are none.
     *
     * @throws crm.platform.entity.ForeignCursor if {@code after} was not given out for this search
     */
    public Page<CustomerSummary> search(CustomerSearch search, int limit, Optional<String> after) {
        return search(search, Reach.PART, limit, after);
    }

    /**
     * As {@link #search}, but a text finds only who has it, as a whole, as an id, e-mail address or phone number.
     *
     * @throws crm.platform.entity.ForeignCursor if {@code after} was not given out for this search
     */
    public Page<CustomerSummary> searchWhole(CustomerSearch search, int limit, Optional<String> after) {
        return search(search, Reach.WHOLE, limit, after);
    }

    private Page<CustomerSummary> search(CustomerSearch search, Reach reach, int limit, Optional<String> after) {
        inOneSnapshot();
        return list(search, reach).page(limit, after);
    }

    private CustomerList list(CustomerSearch search, Reach reach) {
        return new CustomerList(
                entities,
                identities,
                search,
                reach,
                new Terms(clock.instant(), consents::unknownGranted, Deadline.in(PATIENCE)));
    }

    /** Customers by their profiles, in this order; who is none is left out. */
    public List<CustomerSummary> some(Collection<ProfileId> profiles) {
        inOneSnapshot();
        return list(CustomerSearch.all(), Reach.WHOLE)
                .summaries(profiles.stream().map(ProfileId::value).toList());
    }

    /** Whether there is a segment of this key, to filter customers by. */
    public boolean isSegment(String key) {
        return (boolean) inOneSnapshot()
                .entities
                .createNativeQuery("select exists (select from segment where key = :key)", Boolean.class)
                .setParameter("key", key)
                .getSingleResult();
    }

    /** Segments that have members, by key; to filter customers by. */
    public List<String> segments() {
        return inOneSnapshot()
                .entities
                .unwrap(Session.class)
                .createNativeQuery("select key from segment where live_id is not null order by key", String.class)
                .getResultList();
    }

    /** What traits that administrators have defined are called, by their keys. */
    public Map<String, String> ownTraits() {
        return inOneSnapshot()
                .entities
                .unwrap(Session.class)
                .createNativeQuery(
                        "select key, definition ->> 'name' from own_trait where pass is distinct from 'drop'",
                        Object[].class)
                .getResultStream()
                .collect(Collectors.toMap(row -> (String) row[0], row -> (String) row[1]));
    }

    /** What there is to filter customers by. */
    public CustomerChoices choices() {
        inOneSnapshot();
        Deadline deadline = Deadline.in(PATIENCE);
        return entities.unwrap(Session.class)
                .doReturningWork(connection -> new CustomerRows(connection, deadline).choices());
    }

    /**
     * Which customers a search finds, to be read elsewhere.
     *
     * @param whole whether a text finds only who has it as a whole
     */
    public CustomerExport.Chosen choose(CustomerSearch search, boolean whole) {
        inOneSnapshot();
        CustomerList list = list(search, whole ? Reach.WHOLE : Reach.PART);
        return new CustomerExport.Chosen(list.selection(), list.fits());
    }

    /**
     * A page of a profile's history, newest first.
     *
     * @throws crm.platform.entity.ForeignCursor if {@code after} was not given out for this list
     */
    public Page<TimelineEntry> timeline(ProfileId id, TimelineFilter filter, int limit, Optional<String> after) {
        inOneSnapshot();
        ProfileId survivor = new ProfileReading(entities, clock.instant())
                .survivor(id)
                .map(profile -> profile.id())
                .orElse(id);
        return new Timeline(entities, seals, survivor, filter).page(limit, after);
    }

    /** The version of a profile, by its own id. */
    public Optional<Long> version(ProfileId id) {
        return Optional.ofNullable(inOneSnapshot().entities.find(Profile.class, id.value()))
                .map(Profile::version);
    }

    /** All that is known of a customer, with part of the history; a merged profile answers with its survivor. */
    public Optional<CustomerFile> file(ProfileId id, TimelineWish wish) {
        ProfileReading reading = new ProfileReading(inOneSnapshot().entities, clock.instant());
        return reading.survivor(id).map(profile -> file(reading, profile, wish));
    }

    private CustomerFile file(ProfileReading reading, Profile profile, TimelineWish wish) {
        ProfileId id = profile.id();
        ProfileView view = reading.view(profile);
        SortedMap<String, Stamp> origins = reading.origins(id);
        List<SpendSum> sums = reading.sums(id);
        TimelinePart part = part(id, wish);
        return entities.unwrap(Session.class).doReturningWork(connection -> {
            ActivityRows rows = new ActivityRows(connection);
            return new CustomerFile(
                    view,
                    origins,
                    rows.consents(id, MOST_CONSENTS),
                    rows.orders(id),
                    sums,
                    new ActivityReading(connection, payloads::read, seals).of(profile),
                    notes(connection, id, MOST_NOTES, Optional.empty()),
                    part);
        });
    }

    private TimelinePart part(ProfileId survivor, TimelineWish wish) {
        Timeline timeline = new Timeline(entities, seals, survivor, wish.filter());
        return wish.text().isPresent()
                ? timeline.search(wish.limit(), wish.after(), wish.fits())
                : timeline.part(wish.limit(), wish.after());
    }

    /** Part of a profile's history. */
    public TimelinePart part(ProfileId id, TimelineWish wish, Newer newer) {
        ProfileId survivor = inOneSnapshot().survivor(Optional.of(id)).orElse(id);
        return newer == Newer.NO
                ? part(survivor, wish)
                : new Timeline(entities, seals, survivor, wish.filter()).newer(wish.limit(), wish.after());
    }

    /** Whether what came after a cursor is wanted, instead of what came before. */
    public enum Newer {
        NO,
        YES
    }

    /** A note of a customer. */
    public Optional<Note> note(ProfileId id, UUID note) {
        ProfileId survivor = inOneSnapshot().survivor(Optional.of(id)).orElse(id);
        return entities.unwrap(Session.class)
                .doReturningWork(connection -> new NoteRows(connection, seals).find(survivor, note));
    }

    /**
     * Notes of a customer, newest first.
     *
     * @throws crm.platform.entity.ForeignCursor if {@code after} was not given out for this list
     */
    public Page<Note> notes(ProfileId id, int limit, Optional<String> after) {
        ProfileId survivor = inOneSnapshot().survivor(Optional.of(id)).orElse(id);
        return entities.unwrap(Session.class).doReturningWork(connection -> notes(connection, survivor, limit, after));
    }

    private Page<Note> notes(Connection connection, ProfileId survivor, int limit, Optional<String> after)
            throws SQLException {
        NotePlaces places = new NotePlaces(survivor);
        List<Note> found = new NoteRows(connection, seals)
                .page(survivor, after.map(places::read).orElse(NoteRows.Place.FIRST), limit + 1);
        List<Note> shown = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(
                shown, found.size() > limit ? Optional.of(places.write(shown.get(limit - 1))) : Optional.empty());
    }

    /** How many customers there are. */
    public long count() {
        return books.census().customers();
    }

    /** How many events have been applied. */
    public long countEvents() {
        return books.census().events();
    }
}
