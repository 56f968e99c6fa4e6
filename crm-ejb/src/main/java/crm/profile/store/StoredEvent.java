package crm.profile.store;

import crm.ingest.entity.Event;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Payload;
import crm.ingest.entity.Stamp;
import crm.ingest.service.Rejected;
import crm.platform.service.Columns;
import crm.privacy.service.Keyring;
import crm.privacy.service.PersonalJson;
import crm.profile.entity.ProfileId;
import crm.profile.store.EventRows.Owned;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** A row of the timeline: what is personal in it is sealed under the key of its subject. */
record StoredEvent(
        ProfileId owner,
        Stamp stamp,
        String type,
        StoredSubject subject,
        boolean linkable,
        boolean backfill,
        String data) {

    /** Where data are stored, to which what is sealed is bound. */
    static final String DATA = "event.data";

    /**
     * An event about to become a row.
     *
     * @param person whose key seals what is personal in it, if anything is
     */
    record Draft(Owned owned, PersonalJson data, Optional<UUID> person) {

        static Draft of(Owned owned) {
            PersonalJson data = PersonalJson.of(owned.event().data(), DATA);
            Identity subject = owned.event().subject();
            return new Draft(
                    owned,
                    data,
                    data.isPlain() && !StoredSubject.isPersonal(subject)
                            ? Optional.empty()
                            : Optional.of(subject.id()));
        }

        /** Whose keys are needed. */
        static Set<UUID> people(Collection<Draft> drafts) {
            return drafts.stream()
                    .flatMap(draft -> draft.person.stream())
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        StoredEvent sealed(Keyring keys) {
            Event event = owned.event();
            return new StoredEvent(
                    owned.owner(),
                    event.stamp(),
                    event.type(),
                    StoredSubject.of(event.subject(), keys),
                    event.subject().linkable(),
                    event.backfill(),
                    data.isPlain() ? event.data() : data.sealed(person.orElseThrow(), keys));
        }
    }

    static StoredEvent read(ResultSet row) throws SQLException {
        return new StoredEvent(
                ProfileIds.read(row, "profile_id"),
                new Stamp(Columns.time(row, "at"), row.getString("source"), row.getString("id")),
                row.getString("type"),
                new StoredSubject(row.getString("subject")),
                row.getBoolean("linkable"),
                row.getBoolean("backfill"),
                row.getString("data"));
    }

    boolean isSealed() {
        return PersonalJson.mayBeSealed(data) || subject.isSealed();
    }

    /** @param payloads reads the payload of a type from its data */
    Owned opened(Keyring keys, BiFunction<String, String, Payload> payloads) {
        String opened =
                PersonalJson.mayBeSealed(data) ? PersonalJson.of(data, DATA).opened(subject.person(), keys) : data;
        return new Owned(
                owner, new Event(stamp, type, subject.opened(keys), backfill, payload(opened, payloads), opened));
    }

    private Payload payload(String opened, BiFunction<String, String, Payload> payloads) {
        try {
            return payloads.apply(type, opened);
        } catch (Rejected e) {
            // It was accepted once, so what is missing was erased: that it happened, and in which conversation,
            // remains.
            return payloads.apply(type, data);
        }
    }
}
