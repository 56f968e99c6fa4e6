package crm.profile.store;

import static java.util.Objects.requireNonNull;

import crm.ingest.entity.Identity;
import crm.privacy.entity.PersonalField;
import crm.privacy.service.Keyring;
import crm.profile.entity.ProfileId;
import java.util.UUID;

/**
 * The identity that an event came under, as the table has it: {@code customer_id:17850}. Where the value is personal it is
 * {@code email:<id of its profile>.<sealed value>}, so that the key can be found before the value is known. No event is
 * looked up by such an identity: none is {@linkplain Identity#linkable linkable}.
 */
public record StoredSubject(String text) {

    private static final String PURPOSE = "event.subject";
    private static final String ERASED = "erased";
    private static final int ID = 36;

    public StoredSubject {
        requireNonNull(text, "text");
    }

    static boolean isPersonal(Identity subject) {
        return !subject.linkable()
                && PersonalField.ofNamespace(subject.namespace()).isPresent();
    }

    /** @param keys must hold that of the subject's own profile if the subject is personal */
    static StoredSubject of(Identity subject, Keyring keys) {
        if (!isPersonal(subject)) {
            return new StoredSubject(subject.toString());
        }
        UUID person = ProfileId.of(subject).value();
        return new StoredSubject(
                subject.namespace() + ':' + person + '.' + keys.seal(person, PURPOSE, subject.value()));
    }

    boolean isSealed() {
        Identity plain = plain();
        return isPersonal(plain)
                && plain.value().length() > ID
                && plain.value().charAt(ID) == '.'
                && Keyring.isSealed(plain.value().substring(ID + 1));
    }

    private Identity plain() {
        int colon = text.indexOf(':');
        return new Identity(text.substring(0, colon), text.substring(colon + 1));
    }

    /** Under whose key the event's personal values are sealed: the id of the profile that the subject makes. */
    public UUID person() {
        return isSealed()
                ? UUID.fromString(plain().value().substring(0, ID))
                : ProfileId.of(plain()).value();
    }

    /** The identity; somebody nameless, see {@link #isErased}, where it cannot be known any more. */
    Identity opened(Keyring keys) {
        if (!isSealed()) {
            return plain();
        }
        return keys.open(person(), PURPOSE, plain().value().substring(ID + 1))
                .map(value -> new Identity(plain().namespace(), value))
                .orElseGet(() -> new Identity(ERASED, person().toString()));
    }

    /** Whether this stands for an identity that nobody knows any more. */
    public static boolean isErased(Identity subject) {
        return subject.namespace().equals(ERASED);
    }
}
