package crm.profile.service;

import crm.ingest.entity.Stamp;
import crm.profile.entity.Person;
import crm.profile.entity.Profile;
import crm.profile.entity.ProfileId;
import crm.profile.entity.ProfileMoney;
import crm.profile.entity.ProfileView;
import crm.profile.entity.SpendSum;
import crm.profile.fold.Attributes;
import crm.profile.store.ClusterTraitRows;
import crm.profile.store.PersonJson;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hibernate.Session;

/** Puts the view of one profile together from its tables, as they are in one snapshot. */
final class ProfileReading {

    private final EntityManager entities;
    private final Instant now;

    /** @param now of the business clock */
    ProfileReading(EntityManager entities, Instant now) {
        this.entities = entities;
        this.now = now;
    }

    /** The profile that answers for an id, through merges. */
    Optional<Profile> survivor(ProfileId id) {
        Profile profile = entities.find(Profile.class, id.value());
        while (profile != null && profile.mergedInto().isPresent()) {
            profile = entities.find(Profile.class, profile.mergedInto().get().value());
        }
        return Optional.ofNullable(profile);
    }

    /** Of one that answers for itself, with the group of customers it was found in, which is not published. */
    ProfileView view(Profile profile) {
        return entities.unwrap(Session.class)
                .doReturningWork(
                        connection -> withCluster(new ViewReading(connection, now).of(profile.id()), connection));
    }

    private static ProfileView withCluster(ProfileView view, Connection connection) throws SQLException {
        Optional<Map<String, Object>> cluster = new ClusterTraitRows(connection).of(view.profileId());
        if (cluster.isEmpty()) {
            return view;
        }
        Map<String, Object> traits = new LinkedHashMap<>(view.traits());
        traits.put(ViewReading.CLUSTER, cluster.get());
        return new ProfileView(
                view.profileId(),
                view.profileVersion(),
                view.identities(),
                view.attributes(),
                traits,
                view.segments(),
                view.consents());
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
        return entities.createQuery(
                        "select m from ProfileMoney m where m.key.profileId = :id and " + ProfileMoney.SOMETHING
                                + " order by m.key.currency",
                        ProfileMoney.class)
                .setParameter("id", id.value())
                .getResultStream()
                .map(sum -> new SpendSum(sum.currency(), sum.gross(), sum.net(), sum.orders()))
                .toList();
    }
}
