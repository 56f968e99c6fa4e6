package crm.profile.service;

import crm.ingest.entity.Event;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Payload;
import crm.ingest.entity.Payload.CustomerChanged;
import crm.ingest.entity.Stamp;
import crm.ingest.service.OwnEvents;
import crm.privacy.service.Seals;
import crm.profile.entity.CustomerUnknown;
import crm.profile.entity.EditAttributes;
import crm.profile.entity.EditSource;
import crm.profile.entity.ProfileChanged;
import crm.profile.entity.ProfileId;
import crm.profile.fold.Attributes;
import crm.profile.store.LinkRows;
import crm.profile.store.PersonRows;
import crm.profile.store.PersonRows.Person;
import crm.profile.store.ProfileRows;
import crm.profile.store.ProfileRows.Survivor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * What somebody says of a customer, as an event like any other: folded and kept in the timeline, so that the latest word
 * wins, state can be rebuilt from the timeline, and each value says where it came from.
 *
 * <p>Only the profile that answers for the customer is locked before the event is applied, never that of a visitor who was
 * merged into it: others lock profiles by id. The event's claim, which others take before profiles, is of an id that
 * nobody else has, so nobody waits for the one while holding the other.
 */
final class Edit {

    private static final String TYPE = "customer.updated";

    private final Connection connection;
    private final BiFunction<String, String, Payload> payloads;
    private final Seals seals;
    private final OwnEvents events;
    private List<ProfileObserver> observers = List.of();

    Edit(Connection connection, BiFunction<String, String, Payload> payloads, Seals seals, OwnEvents events) {
        this.connection = connection;
        this.payloads = payloads;
        this.seals = seals;
        this.events = events;
    }

    /** Tells these what changed. */
    Edit observedBy(List<ProfileObserver> others) {
        observers = others;
        return this;
    }

    /**
     * What an edit did.
     *
     * @param event empty where nothing was said
     */
    record Done(ProfileId profile, long version, Optional<Event> event) {}

    /**
     * Applies an edit to a profile, or to the one that answers for it.
     *
     * @param user who says it
     * @param now of the business clock
     * @throws CustomerUnknown if there is none
     * @throws ProfileChanged if it is not the version that was seen
     */
    Done apply(ProfileId id, EditAttributes edit, String user, Instant now) throws SQLException {
        boolean says = EditRules.check(edit.attributes());
        ProfileRows profiles = new ProfileRows(connection);
        Survivor survivor = profiles.lockSurvivor(id).orElseThrow(CustomerUnknown::new);
        ProfileId profile = survivor.id();
        long version = survivor.version();
        if (edit.seen().filter(seen -> seen != version).isPresent()) {
            throw new ProfileChanged();
        }
        if (!says) {
            return new Done(profile, version, Optional.empty());
        }
        Event event = event(profile, edit.attributes(), EditSource.of(user), now.truncatedTo(ChronoUnit.MICROS));
        new EventBatch(connection, payloads, seals).observedBy(observers).apply(List.of(event));
        return new Done(profile, profiles.lock(profile).orElseThrow().version(), Optional.of(event));
    }

    private Event event(ProfileId profile, String attributes, String source, Instant now) throws SQLException {
        Identity subject = new LinkRows(connection).maker(profile).orElseThrow(CustomerUnknown::new);
        String id = UUID.randomUUID().toString();
        Event event = events.of(new Stamp(now, source, id), TYPE, subject, attributes, EditRules.ROOT);
        Stamp stamp = new Stamp(time(profile, (CustomerChanged) event.payload(), now), source, id);
        return new Event(stamp, event.type(), subject, false, event.payload(), event.data());
    }

    /**
     * Producers' clocks may be ahead. Who changes what they said has seen it, so the change is later than what it changes.
     */
    private Instant time(ProfileId profile, CustomerChanged change, Instant now) throws SQLException {
        Attributes known = new PersonRows(connection)
                .read(List.of(profile))
                .getOrDefault(profile, Person.blank())
                .attributes();
        return change.attributes().keySet().stream()
                .flatMap(pointer -> known.latest(pointer).stream())
                .map(stamp -> stamp.time().truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS))
                .reduce(now, (latest, time) -> time.isAfter(latest) ? time : latest);
    }
}
