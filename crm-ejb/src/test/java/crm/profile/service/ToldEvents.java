package crm.profile.service;

import crm.dev.oracle.History;
import crm.dev.oracle.Name;
import crm.dev.oracle.Told;
import crm.ingest.entity.Event;
import crm.ingest.entity.Payload;
import crm.privacy.service.TestKeys;
import crm.profile.entity.ProfileId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;

/** Random histories on their way into profiles, for whoever observes these. */
public final class ToldEvents {

    /** Reads payloads of stored events. */
    public static final BiFunction<String, String, Payload> PAYLOADS = ProfilesEqualTheOracleTest.STORED;

    private ToldEvents() {}

    /** All events shuffled, a third of them twice. */
    public static List<Told> deliveries(History history, Random random) {
        return ProfilesEqualTheOracleTest.deliveries(history, random);
    }

    public static void apply(Connection connection, List<Told> told, ProfileObserver observer) throws SQLException {
        applyEvents(connection, ProfilesEqualTheOracleTest.decoded(told), observer);
    }

    public static void applyEvents(Connection connection, List<Event> events, ProfileObserver observer)
            throws SQLException {
        new EventBatch(connection, PAYLOADS, TestKeys.seals())
                .observedBy(List.of(observer))
                .apply(events);
    }

    public static <T> Map<ProfileId, T> byId(Map<Name, T> byName) {
        return Telling.byId(byName);
    }

    public static void clear(Connection connection) throws SQLException {
        new StoredProfiles(connection).clear();
    }
}
