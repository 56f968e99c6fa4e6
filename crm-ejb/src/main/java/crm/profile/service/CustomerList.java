package crm.profile.service;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import crm.ingest.entity.Identity;
import crm.ingest.service.Identities;
import crm.platform.entity.ForeignCursor;
import crm.platform.entity.Page;
import crm.profile.entity.CustomerSearch;
import crm.profile.entity.CustomerSummary;
import crm.profile.entity.Money;
import crm.profile.entity.Person;
import crm.profile.entity.Profile;
import crm.profile.entity.ProfileIdentity;
import crm.profile.entity.ProfileMoney;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Pages of customers by keyset: each page costs the same, however deep. */
final class CustomerList {

    private static final List<String> NAMES =
            List.of(Identity.CUSTOMER_ID, Identity.LOYALTY_ID, Identity.EMAIL, Identity.PHONE);

    private final EntityManager entities;
    private final Identities identities;
    private final CustomerSearch search;
    private final Reach reach;

    /** Who is found by a text. */
    enum Reach {
        /** Whose name, e-mail address, phone number or id has it as a part; of a short text, as {@link #WHOLE}. */
        PART,
        /** Who has it as an identity: whoever asks by parts learns what they are not shown. */
        WHOLE
    }

    CustomerList(EntityManager entities, Identities identities, CustomerSearch search) {
        this(entities, identities, search, Reach.PART);
    }

    CustomerList(EntityManager entities, Identities identities, CustomerSearch search, Reach reach) {
        this.reach = search.tooShort() ? Reach.WHOLE : reach;
        this.entities = entities;
        this.identities = identities;
        this.search = search;
    }

    Page<CustomerSummary> page(int limit, Optional<String> after) {
        Optional<Person> last = after.map(this::last);
        List<UUID> exact = text().map(text -> identified()).orElse(List.of());
        boolean nobody = text().isPresent() && reach == Reach.WHOLE && exact.isEmpty();
        List<Person> found = nobody ? List.of() : select(limit + 1, last, exact);
        List<Person> persons = found.subList(0, Math.min(limit, found.size()));
        Optional<String> next = found.size() > limit
                ? Optional.of(Cursor.of(persons.get(limit - 1).profileId()).write(search))
                : Optional.empty();
        return new Page<>(summaries(persons), next);
    }

    private Person last(String cursor) {
        try {
            UUID id = UUID.fromString(Cursor.read(cursor, search, 1).values().get(0));
            return Optional.ofNullable(entities.find(Person.class, id)).orElseThrow(ForeignCursor::new);
        } catch (IllegalArgumentException e) {
            throw new ForeignCursor();
        }
    }

    private List<Person> select(int limit, Optional<Person> last, List<UUID> exact) {
        StringBuilder query = new StringBuilder("select p from Person p where p.known");
        search.country().ifPresent(country -> query.append(" and p.country = :country"));
        Optional<String> part = text().filter(text -> reach == Reach.PART);
        List<String> ways = new ArrayList<>();
        part.ifPresent(text -> ways.add("p.search like :part escape '\\'"));
        if (!exact.isEmpty()) {
            ways.add("p.profileId in :exact");
        }
        if (!ways.isEmpty()) {
            query.append(" and (").append(String.join(" or ", ways)).append(')');
        }
        String key = byName() ? "p.sortName" : "p.createdAt";
        last.ifPresent(person ->
                query.append(" and (" + key + ", p.profileId) " + (descending() ? "<" : ">") + " (:key, :id)"));
        String direction = descending() ? " desc" : "";
        query.append(" order by " + key + direction + ", p.profileId" + direction);

        TypedQuery<Person> select = entities.createQuery(query.toString(), Person.class);
        search.country().ifPresent(country -> select.setParameter("country", country));
        part.ifPresent(text -> select.setParameter("part", '%' + escaped(text) + '%'));
        if (!exact.isEmpty()) {
            select.setParameter("exact", exact);
        }
        last.ifPresent(person -> select.setParameter("key", byName() ? person.sortName() : person.createdAt())
                .setParameter("id", person.profileId().value()));
        return select.setMaxResults(limit).getResultList();
    }

    private boolean byName() {
        return switch (search.sort()) {
            case NAME, NAME_DESCENDING -> true;
            case NEWEST, OLDEST -> false;
        };
    }

    private boolean descending() {
        return switch (search.sort()) {
            case NAME_DESCENDING, NEWEST -> true;
            case NAME, OLDEST -> false;
        };
    }

    private Optional<String> text() {
        return search.text()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> text.toLowerCase(Locale.ROOT));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    /** Who has the text as an identity, in any namespace that names people and however it is written. */
    private List<UUID> identified() {
        String asked = search.text().orElseThrow().strip();
        return NAMES.stream()
                .flatMap(namespace -> identities.of(namespace, asked).stream())
                .flatMap(identity -> having(identity).stream())
                .distinct()
                .toList();
    }

    private List<UUID> having(Identity identity) {
        return entities.createQuery(
                        "select i.key.profileId from ProfileIdentity i where i.key.namespace = :namespace"
                                + " and i.key.value = :value",
                        UUID.class)
                .setParameter("namespace", identity.namespace())
                .setParameter("value", identity.value())
                .setMaxResults(100)
                .getResultList();
    }

    private List<CustomerSummary> summaries(List<Person> persons) {
        List<UUID> ids =
                persons.stream().map(person -> person.profileId().value()).toList();
        Map<UUID, Profile> profiles = of(ids, "select p from Profile p where p.id in :ids", Profile.class).stream()
                .collect(toMap(profile -> profile.id().value(), Function.identity()));
        Map<UUID, List<Money>> money = of(
                        ids,
                        "select m from ProfileMoney m where m.key.profileId in :ids and " + ProfileMoney.SOMETHING
                                + " order by m.key.currency",
                        ProfileMoney.class)
                .stream()
                .collect(groupingBy(sum -> sum.profileId().value(), mapping(ProfileReading::spent, toList())));
        Map<UUID, List<Identity>> names =
                of(ids, "select i from ProfileIdentity i where i.key.profileId in :ids", ProfileIdentity.class).stream()
                        .collect(groupingBy(
                                row -> row.profileId().value(), mapping(ProfileIdentity::identity, toList())));
        return persons.stream()
                .map(person -> summary(person, profiles, money, names))
                .toList();
    }

    private <T> List<T> of(List<UUID> ids, String query, Class<T> type) {
        return ids.isEmpty()
                ? List.of()
                : entities.createQuery(query, type).setParameter("ids", ids).getResultList();
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
                profile.flatMap(Profile::lastSeenAt),
                identities.getOrDefault(id, List.of()).stream().sorted().toList());
    }
}
