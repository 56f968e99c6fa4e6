package crm.profile.service;

import crm.ingest.entity.Identity;
import crm.ingest.entity.Stamp;
import crm.profile.entity.Money;
import crm.profile.entity.Person;
import crm.profile.entity.Profile;
import crm.profile.entity.ProfileId;
import crm.profile.entity.ProfileMoney;
import crm.profile.entity.ProfileTally;
import crm.profile.entity.ProfileView;
import crm.profile.entity.ProfileView.Consent;
import crm.profile.entity.SpendSum;
import crm.profile.fold.Attributes;
import crm.profile.store.PersonJson;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Puts the view of one profile together from its tables, as they are in one snapshot. */
final class ProfileReading {

    private static final int TOP = 5;

    private final EntityManager entities;

    ProfileReading(EntityManager entities) {
        this.entities = entities;
    }

    /** The profile that answers for an id, through merges. */
    Optional<Profile> survivor(ProfileId id) {
        Profile profile = entities.find(Profile.class, id.value());
        while (profile != null && profile.mergedInto().isPresent()) {
            profile = entities.find(Profile.class, profile.mergedInto().get().value());
        }
        return Optional.ofNullable(profile);
    }

    ProfileView view(Profile profile) {
        UUID id = profile.id().value();
        Optional<Person> person = Optional.ofNullable(entities.find(Person.class, id));
        Attributes attributes =
                person.map(found -> PersonJson.attributes(found.attributes())).orElseGet(Attributes::new);
        AttributeTree tree = AttributeTree.of(attributes);
        return new ProfileView(
                id,
                profile.version(),
                identities(id),
                tree.attributes(),
                traits(profile, tree.traits()),
                List.of(),
                person.map(Person::consents).map(ProfileReading::consents).orElse(List.of()));
    }

    /** By JSON Pointer of each attribute that has a value, which event said it last. */
    SortedMap<String, Stamp> origins(ProfileId id) {
        Attributes attributes = Optional.ofNullable(entities.find(Person.class, id.value()))
                .map(found -> PersonJson.attributes(found.attributes()))
                .orElseGet(Attributes::new);
        SortedMap<String, Stamp> origins = new TreeMap<>();
        attributes.facts().forEach((pointer, fact) -> {
            if (attributes.get(pointer) != null) {
                origins.put(pointer, fact.stamp());
            }
        });
        return origins;
    }

    /** By currency, where there is something. */
    List<SpendSum> sums(ProfileId id) {
        return spends(id.value()).stream()
                .map(sum -> new SpendSum(sum.currency(), sum.gross(), sum.net(), sum.orders()))
                .toList();
    }

    private List<Identity> identities(UUID id) {
        return entities.createQuery(
                        "select i.key.namespace, i.key.value from ProfileIdentity i where i.key.profileId = :id"
                                + " order by i.key.namespace, i.key.value",
                        Object[].class)
                .setParameter("id", id)
                .getResultStream()
                .map(row -> new Identity((String) row[0], (String) row[1]))
                .toList();
    }

    static List<Consent> consents(String stored) {
        List<Consent> consents = new ArrayList<>();
        PersonJson.consents(stored)
                .words()
                .forEach((purpose, word) -> word.granted()
                        .ifPresent(granted -> consents.add(
                                new Consent(purpose, granted, word.stamp().time()))));
        return consents;
    }

    private Map<String, Object> traits(Profile profile, Map<String, Object> own) {
        Map<String, Object> traits = new LinkedHashMap<>(own);
        traits.put("orders", profile.orders());
        traits.put("items", Decimals.plain(profile.items()));
        money(profile.id().value(), traits);
        traits.put("refunds", profile.refunds());
        traits.put("products", profile.products());
        profile.firstOrderAt().ifPresent(at -> traits.put("first_order_at", at));
        profile.lastOrderAt().ifPresent(at -> traits.put("last_order_at", at));
        profile.firstSeenAt().ifPresent(at -> traits.put("first_seen_at", at));
        profile.lastSeenAt().ifPresent(at -> traits.put("last_seen_at", at));
        traits.put("interactions", profile.interactions());
        traits.put("consultations", profile.consultations());
        traits.put("transactions", profile.transactions());
        List<String> categories = top(profile.id().value(), "category", TOP);
        if (!categories.isEmpty()) {
            traits.put("top_categories", categories);
        }
        top(profile.id().value(), "channel", 1).forEach(channel -> traits.put("favourite_channel", channel));
        return traits;
    }

    private void money(UUID id, Map<String, Object> traits) {
        List<ProfileMoney> sums = spends(id);
        if (!sums.isEmpty()) {
            traits.put("total_spend", sums.stream().map(ProfileReading::spent).toList());
        }
        List<Money> averages = sums.stream()
                .filter(sum -> sum.orders() > 0)
                .map(ProfileReading::average)
                .toList();
        if (!averages.isEmpty()) {
            traits.put("average_order_value", averages);
        }
    }

    private List<ProfileMoney> spends(UUID id) {
        return entities.createQuery(
                        "select m from ProfileMoney m where m.key.profileId = :id and " + ProfileMoney.SOMETHING
                                + " order by m.key.currency",
                        ProfileMoney.class)
                .setParameter("id", id)
                .getResultList();
    }

    /** Net. */
    static Money spent(ProfileMoney sum) {
        return money(sum.currency(), sum.net());
    }

    /** Exact, with at least the currency's minor units. */
    static Money money(String currency, BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        int scale = Math.max(stripped.scale(), minorUnits(currency));
        return new Money(
                currency, stripped.setScale(scale, RoundingMode.UNNECESSARY).toPlainString());
    }

    private static Money average(ProfileMoney sum) {
        BigDecimal average =
                sum.gross().divide(BigDecimal.valueOf(sum.orders()), minorUnits(sum.currency()), RoundingMode.HALF_UP);
        return new Money(sum.currency(), average.toPlainString());
    }

    private static int minorUnits(String currency) {
        return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    }

    private List<String> top(UUID id, String kind, int limit) {
        return entities.createQuery(
                        "select t from ProfileTally t where t.key.profileId = :id and t.key.kind = :kind and t.n > 0"
                                + " order by t.n desc, t.key.item",
                        ProfileTally.class)
                .setParameter("id", id)
                .setParameter("kind", kind)
                .setMaxResults(limit)
                .getResultStream()
                .map(ProfileTally::item)
                .toList();
    }
}
