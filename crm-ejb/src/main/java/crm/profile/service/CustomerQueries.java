package crm.profile.service;

import crm.ingest.entity.Identity;
import crm.ingest.service.Identities;
import crm.platform.entity.Page;
import crm.platform.service.BusinessClock;
import crm.privacy.service.Seals;
import crm.profile.entity.CustomerChoices;
import crm.profile.entity.CustomerSearch;
import crm.profile.entity.CustomerSummary;
import crm.profile.entity.Profile;
import crm.profile.entity.ProfileId;
import crm.profile.entity.ProfileView;
import crm.profile.entity.TimelineEntry;
import crm.profile.entity.TimelineFilter;
import crm.profile.service.CustomerList.Reach;
import crm.profile.service.CustomerList.Terms;
import crm.profile.store.CustomerRows;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/**
 * Reads customers. Each method is a transaction of its own, over one snapshot of the database. What it gives of persons is
 * for services; what is shown to somebody comes from {@link CustomerLooks}.
 */
@Stateless
public class CustomerQueries {

    private static final int ENOUGH = 1001;

    @PersistenceContext(unitName = "crm")
    private EntityManager entities;

    @EJB
    private CustomerCounts counts;

    @Inject
    private Identities identities;

    @Inject
    private Seals seals;

    @Inject
    private BusinessClock clock;

    @Inject
    private ConsentSettings consents;

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
        ProfileReading reading = new ProfileReading(entities);
        return id.flatMap(reading::survivor).map(Profile::id);
    }

    /** A question that takes too long is given up (503), however it was made. */
    private CustomerQueries inOneSnapshot() {
        entities.createNativeQuery("set transaction isolation level repeatable read, read only")
                .executeUpdate();
        entities.createNativeQuery("set local statement_timeout = '5s'").executeUpdate();
        return this;
    }

    private Optional<ProfileView> view(Optional<ProfileId> id) {
        ProfileReading reading = new ProfileReading(entities);
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
                entities, identities, search, reach, new Terms(clock.instant(), consents::unknownGranted));
    }

    /** What there is to filter customers by. */
    public CustomerChoices choices() {
        inOneSnapshot();
        return entities.unwrap(Session.class).doReturningWork(connection -> new CustomerRows(connection).choices());
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
     * How many customers a search finds, counted no further than a thousand and one.
     *
     * @param whole whether a text finds only who has it as a whole
     */
    public int countFound(CustomerSearch search, boolean whole) {
        inOneSnapshot();
        return list(search, whole ? Reach.WHOLE : Reach.PART).count(ENOUGH);
    }

    /**
     * A page of a profile's history, newest first.
     *
     * @throws crm.platform.entity.ForeignCursor if {@code after} was not given out for this list
     */
    public Page<TimelineEntry> timeline(ProfileId id, TimelineFilter filter, int limit, Optional<String> after) {
        inOneSnapshot();
        ProfileId survivor = new ProfileReading(entities)
                .survivor(id)
                .map(profile -> profile.id())
                .orElse(id);
        return new Timeline(entities, seals, survivor, filter).page(limit, after);
    }

    /** How many customers there are, at most a few seconds old. */
    public long count() {
        return counts.now().customers();
    }

    /** How many events have been applied, at most a few seconds old. */
    public long countEvents() {
        return counts.now().events();
    }
}
