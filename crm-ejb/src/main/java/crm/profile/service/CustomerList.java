package crm.profile.service;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import crm.ingest.entity.Identity;
import crm.ingest.service.Identities;
import crm.platform.entity.ForeignCursor;
import crm.platform.entity.Page;
import crm.platform.service.Deadline;
import crm.profile.entity.CustomerSearch;
import crm.profile.entity.CustomerSearch.Sort;
import crm.profile.entity.CustomerSummary;
import crm.profile.entity.Money;
import crm.profile.entity.Person;
import crm.profile.entity.Profile;
import crm.profile.entity.ProfileIdentity;
import crm.profile.entity.ProfileMoney;
import crm.profile.store.CustomerRows;
import crm.profile.store.CustomerRows.Effort;
import crm.profile.store.CustomerRows.Place;
import crm.profile.store.CustomerSelection;
import crm.profile.store.CustomerSelection.Fit;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hibernate.Session;

/** Pages of customers by keyset: each page costs the same, however deep. */
final class CustomerList {

    private static final List<String> NAMES =
            List.of(Identity.CUSTOMER_ID, Identity.LOYALTY_ID, Identity.EMAIL, Identity.PHONE);

    private final EntityManager entities;
    private final Identities identities;
    private final CustomerSearch search;
    private final Reach reach;
    private final Effort effort;
    private final Deadline deadline;
    private final CustomerSelection selection;

    /** Who is found by a text. */
    enum Reach {
        /** Whose name, e-mail address, phone number or id has its words as parts; of a short text, as {@link #WHOLE}. */
        PART,
        /** Who has it as an identity: whoever asks by parts learns what they are not shown. */
        WHOLE
    }

    /** What a list is made by beside what is asked for. */
    record Terms(Instant now, Predicate<String> unknownGranted, Deadline deadline, Effort effort) {

        Terms(Instant now, Predicate<String> unknownGranted, Deadline deadline) {
            this(now, unknownGranted, deadline, Effort.USUAL);
        }
    }

    CustomerList(EntityManager entities, Identities identities, CustomerSearch search, Reach reach, Terms terms) {
        this.reach = search.tooShort() ? Reach.WHOLE : reach;
        this.entities = entities;
        this.identities = identities;
        this.search = search;
        this.effort = terms.effort();
        this.deadline = terms.deadline();
        this.selection = new CustomerSelection(search, identified(), terms.now(), terms.unknownGranted());
    }

    CustomerSelection selection() {
        return selection;
    }

    Page<CustomerSummary> page(int limit, Optional<String> after) {
        List<Stop> found = select(limit + 1, after.map(this::read));
        List<Stop> shown = found.subList(0, Math.min(limit, found.size()));
        Optional<String> next = found.size() > limit ? Optional.of(write(shown.get(limit - 1))) : Optional.empty();
        return new Page<>(
                summaries(shown.stream().map(stop -> stop.place().profileId()).toList()), next);
    }

    /** A place among those who fit in one way. */
    private record Stop(Fit fit, Place place) {}

    /** The ways to fit, the best one first; whoever fits in several is found by the first. */
    List<Fit> fits() {
        if (search.sought().isEmpty()) {
            return List.of(Fit.ALL);
        }
        List<Fit> fits = reach == Reach.WHOLE
                ? List.of(Fit.WHOLE)
                : search.sort() == Sort.MATCH
                        ? List.of(Fit.WHOLE, Fit.NAME, Fit.BEGINNING, Fit.PART)
                        : List.of(Fit.ANYHOW);
        return fits.stream().filter(selection::isPossible).toList();
    }

    private List<Stop> select(int limit, Optional<Stop> last) {
        List<Stop> found = new ArrayList<>();
        List<Fit> fits = fits();
        int first = last.map(stop -> fits.indexOf(stop.fit())).orElse(0);
        if (first < 0) {
            throw new ForeignCursor();
        }
        for (int i = first; i < fits.size() && found.size() < limit; i++) {
            Fit fit = fits.get(i);
            Optional<Place> after = last.filter(stop -> stop.fit() == fit).map(Stop::place);
            int wanted = limit - found.size();
            rows(rows -> rows.page(selection, fit, after, wanted)).forEach(place -> found.add(new Stop(fit, place)));
        }
        return found;
    }

    private interface Reading<T> {
        T from(CustomerRows rows) throws SQLException;
    }

    private <T> T rows(Reading<T> reading) {
        return entities.unwrap(Session.class)
                .doReturningWork(connection -> reading.from(new CustomerRows(connection, deadline, effort)));
    }

    private String write(Stop stop) {
        return Cursor.of(
                        stop.fit(), stop.place().profileId(), stop.place().key().orElse(""))
                .write(search);
    }

    private Stop read(String cursor) {
        List<String> values = Cursor.read(cursor, search, 3).values();
        try {
            UUID id = UUID.fromString(values.get(1));
            Optional<String> key =
                    CustomerRows.sortsByName(search) ? rows(rows -> rows.name(id)) : Optional.of(values.get(2));
            return new Stop(
                    Fit.valueOf(values.get(0)), new Place(id, Optional.of(key.orElseThrow(ForeignCursor::new))));
        } catch (IllegalArgumentException e) {
            throw new ForeignCursor();
        }
    }

    /** Who has the text as an identity, in any namespace that names people and however it is written. */
    private List<UUID> identified() {
        String asked = search.sought();
        return asked.isEmpty()
                ? List.of()
                : NAMES.stream()
                        .flatMap(namespace -> identities.of(namespace, asked).stream())
                        .flatMap(identity -> having(identity).stream())
                        .distinct()
                        .toList();
    }

    private List<UUID> having(Identity identity) {
        return query(
                        "select i.key.profileId from ProfileIdentity i where i.key.namespace = :namespace"
                                + " and i.key.value = :value",
                        UUID.class)
                .setParameter("namespace", identity.namespace())
                .setParameter("value", identity.value())
                .setMaxResults(100)
                .getResultList();
    }

    /** Of those who are customers. */
    List<CustomerSummary> summaries(List<UUID> ids) {
        Map<UUID, Person> persons = of(ids, "select p from Person p where p.profileId in :ids", Person.class).stream()
                .collect(toMap(person -> person.profileId().value(), Function.identity()));
        Map<UUID, Profile> profiles = of(ids, "select p from Profile p where p.id in :ids", Profile.class).stream()
                .collect(toMap(profile -> profile.id().value(), Function.identity()));
        Map<UUID, List<Money>> money = of(
                        ids,
                        "select m from ProfileMoney m where m.key.profileId in :ids and " + ProfileMoney.SOMETHING
                                + " order by m.key.currency",
                        ProfileMoney.class)
                .stream()
                .collect(groupingBy(sum -> sum.profileId().value(), mapping(CustomerList::spent, toList())));
        Map<UUID, List<Identity>> names =
                of(ids, "select i from ProfileIdentity i where i.key.profileId in :ids", ProfileIdentity.class).stream()
                        .collect(groupingBy(
                                row -> row.profileId().value(), mapping(ProfileIdentity::identity, toList())));
        return ids.stream()
                .filter(persons::containsKey)
                .map(id -> summary(persons.get(id), profiles, money, names))
                .toList();
    }

    /** Net. */
    private static Money spent(ProfileMoney sum) {
        return ViewReading.money(sum.currency(), sum.net());
    }

    private <T> List<T> of(List<UUID> ids, String query, Class<T> type) {
        return ids.isEmpty()
                ? List.of()
                : query(query, type).setParameter("ids", ids).getResultList();
    }

    private <T> TypedQuery<T> query(String query, Class<T> type) {
        entities.unwrap(Session.class).doWork(deadline::limit);
        return entities.createQuery(query, type);
    }

    private static CustomerSummary summary(
            Person person,
            Map<UUID, Profile> profiles,
            Map<UUID, List<Money>> money,
            Map<UUID, List<Identity>> identities) {
        UUID id = person.profileId().value();
        Optional<Profile> profile = Optional.ofNullable(profiles.get(id));
        return new CustomerSummary(
                id,
                person.customerId(),
                person.name(),
                person.email(),
                person.phone(),
                person.country(),
                profile.map(Profile::orders).orElse(0L),
                money.getOrDefault(id, List.of()),
                profile.flatMap(Profile::firstSeenAt),
                profile.flatMap(Profile::lastSeenAt),
                identities.getOrDefault(id, List.of()).stream().sorted().toList());
    }
}
