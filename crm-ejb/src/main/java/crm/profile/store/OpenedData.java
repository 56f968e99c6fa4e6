package crm.profile.store;

import crm.privacy.service.Keyring;
import crm.privacy.service.PersonalJson;
import crm.privacy.service.Seals;
import crm.profile.entity.TimelineEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** What events of a timeline say, for those who read it. */
public final class OpenedData {

    private OpenedData() {}

    /** The data of the events in their order, opened; what was erased is left out. */
    public static List<String> of(List<TimelineEvent> events, Connection connection, Seals seals) throws SQLException {
        Set<UUID> people = new TreeSet<>();
        events.stream()
                .filter(event -> PersonalJson.mayBeSealed(event.data()))
                .forEach(event -> people.add(person(event)));
        Keyring keys = seals.toOpen(connection, people);
        return events.stream().map(event -> opened(event, keys)).toList();
    }

    private static String opened(TimelineEvent event, Keyring keys) {
        return PersonalJson.mayBeSealed(event.data())
                ? PersonalJson.of(event.data(), StoredEvent.DATA).opened(person(event), keys)
                : event.data();
    }

    private static UUID person(TimelineEvent event) {
        return new StoredSubject(event.subject()).person();
    }
}
