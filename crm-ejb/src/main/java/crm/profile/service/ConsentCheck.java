package crm.profile.service;

import crm.profile.entity.ProfileId;
import crm.profile.entity.ProfileView;
import crm.profile.entity.ProfileView.Consent;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether something may be done with a person's data, by the consent in force: the latest word by time. The one place that
 * says so, to be asked where something is done, in the same transaction, not when it is planned. Purposes are written as
 * events write them ({@code marketing_email}); what nobody said anything about, or took back, is refused but for
 * {@link ConsentSettings}.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class ConsentCheck {

    @PersistenceContext(unitName = "crm")
    private EntityManager entities;

    private ConsentSettings settings;

    /** For the container. */
    protected ConsentCheck() {}

    @Inject
    public ConsentCheck(ConsentSettings settings) {
        this.settings = settings;
    }

    ConsentCheck(ConsentSettings settings, EntityManager entities) {
        this.settings = settings;
        this.entities = entities;
    }

    /**
     * By what is stored now. The profile is locked until the caller's transaction ends, so that what it does with a yes is
     * done before a withdrawal is applied; the transaction must not be read-only, and short. A merged profile has the consents of its survivor, an
     * unknown one has said nothing.
     */
    public boolean granted(ProfileId profile, String purpose) {
        return granted(stored(profile), purpose);
    }

    /** By a view that was just loaded. */
    public boolean granted(ProfileView profile, String purpose) {
        return granted(profile.consents(), purpose);
    }

    /** By consents that were just loaded, of one person. */
    public boolean granted(List<Consent> consents, String purpose) {
        return consents.stream()
                .filter(consent -> consent.purpose().equals(purpose))
                .findFirst()
                .map(Consent::granted)
                .orElseGet(() -> settings.unknownGranted(purpose));
    }

    private List<Consent> stored(ProfileId profile) {
        return held(profile).flatMap(this::read).map(ViewReading::consents).orElse(List.of());
    }

    /** The survivor, its row locked: what is applied to profiles locks it, too, so no other word overtakes the caller. */
    private Optional<ProfileId> held(ProfileId profile) {
        ProfileId held = profile;
        List<?> rows = lock(held);
        while (!rows.isEmpty() && rows.get(0) instanceof UUID survivor) {
            held = new ProfileId(survivor);
            rows = lock(held);
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(held);
    }

    private List<?> lock(ProfileId profile) {
        return entities.createNativeQuery("select merged_into from profile where id = :id for share")
                .setParameter("id", profile.value())
                .getResultList();
    }

    /** Past the persistence context, which may have an older word. */
    private Optional<String> read(ProfileId profile) {
        return entities.createQuery("select p.consents from Person p where p.profileId = :id", String.class)
                .setParameter("id", profile.value())
                .getResultStream()
                .findFirst();
    }
}
