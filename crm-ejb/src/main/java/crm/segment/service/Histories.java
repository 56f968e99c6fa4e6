package crm.segment.service;

import crm.condition.evaluation.Micros;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Payload;
import crm.platform.service.Columns;
import crm.privacy.service.Seals;
import crm.profile.entity.ProfileId;
import crm.profile.rfm.ThresholdsInForce;
import crm.profile.store.EventRows;
import crm.profile.store.EventRows.Wanted;
import crm.profile.store.ThresholdRows;
import crm.segment.service.ProfileHistory.Fresh;
import crm.segment.store.ClusterMemberRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** Reads of profiles what their conditions look at, no more, of many at once. */
final class Histories {

    private static final String NAMES = """
            select i.profile_id, i.namespace, i.value
              from unnest(?::uuid[]) as k (id) join identity i on i.profile_id = k.id""";

    /** Long before all events, and still a date that everybody can read. */
    private static final long EARLIEST = Micros.of(Instant.parse("0001-01-01T00:00:00Z"));

    private final Connection connection;
    private final EventRows events;
    private final InForce inForce;
    private final Predicate<String> grantedUnsaid;

    /** @param grantedUnsaid purposes to which who says nothing agrees */
    Histories(
            Connection connection,
            BiFunction<String, String, Payload> payloads,
            Seals seals,
            InForce inForce,
            Predicate<String> grantedUnsaid) {
        this.connection = connection;
        this.events = new EventRows(connection, payloads, seals);
        this.inForce = inForce;
        this.grantedUnsaid = grantedUnsaid;
    }

    /**
     * What is needed of a profile.
     *
     * @param profile which one
     * @param from types of events and since when, the empty type for all
     * @param named whether its identities are
     */
    record Need(ProfileId profile, Map<String, Long> from, boolean named) {}

    Map<ProfileId, ProfileHistory> read(Collection<Need> needs) throws SQLException {
        Map<ProfileId, Map<Object, Fresh>> found = events(needs);
        Map<ProfileId, Set<String>> names = names(needs);
        Map<ProfileId, NavigableMap<Instant, Optional<Integer>>> clusters = clusters(needs);
        ThresholdsInForce thresholds = thresholds();
        Map<ProfileId, ProfileHistory> histories = new HashMap<>();
        for (Need need : needs) {
            ProfileHistory history = new ProfileHistory(
                    need.profile(),
                    names.getOrDefault(need.profile(), Set.of()),
                    inForce,
                    thresholds,
                    clusters.getOrDefault(need.profile(), Collections.emptyNavigableMap()),
                    grantedUnsaid);
            history.add(
                    new ArrayList<>(found.getOrDefault(need.profile(), Map.of()).values()));
            histories.put(need.profile(), history);
        }
        return histories;
    }

    private ThresholdsInForce thresholds() throws SQLException {
        if (inForce.thresholds().isPresent()) {
            return inForce.thresholds().get();
        }
        return new ThresholdsInForce(
                inForce.everything().asksForRfm() ? new ThresholdRows(connection).all() : List.of());
    }

    private Map<ProfileId, Map<Object, Fresh>> events(Collection<Need> needs) throws SQLException {
        List<Wanted> wanted = new ArrayList<>();
        for (Need need : needs) {
            need.from().forEach((type, from) -> {
                if (from != Micros.NEVER) {
                    wanted.add(new Wanted(need.profile(), type, instant(from)));
                }
            });
        }
        Map<ProfileId, Map<Object, Fresh>> found = new HashMap<>();
        if (!wanted.isEmpty()) {
            events.wanted(
                    wanted,
                    portion -> portion.forEach(owned -> found.computeIfAbsent(owned.owner(), none -> new HashMap<>())
                            .put(owned.event().stamp(), new Fresh(owned.event()))));
        }
        return found;
    }

    /** Which groups of those that were found they are in, if anybody asks. */
    private Map<ProfileId, NavigableMap<Instant, Optional<Integer>>> clusters(Collection<Need> needs)
            throws SQLException {
        return inForce.everything().asksForClusters()
                ? new ClusterMemberRows(connection)
                        .times(needs.stream().map(Need::profile).toList())
                : Map.of();
    }

    private static Instant instant(long micros) {
        return micros < EARLIEST ? Instant.MIN : Micros.instant(micros);
    }

    /** Of the identities that profiles were made for. */
    private Map<ProfileId, Set<String>> names(Collection<Need> needs) throws SQLException {
        List<ProfileId> profiles =
                needs.stream().filter(Need::named).map(Need::profile).toList();
        Map<ProfileId, Set<String>> names = new HashMap<>();
        if (profiles.isEmpty()) {
            return names;
        }
        try (Columns read = new Columns(connection, NAMES).uuids(profiles, ProfileId::value)) {
            ResultSet row = read.query();
            while (row.next()) {
                ProfileId profile = new ProfileId(row.getObject(1, java.util.UUID.class));
                if (ProfileId.of(new Identity(row.getString(2), row.getString(3)))
                        .equals(profile)) {
                    names.computeIfAbsent(profile, none -> new HashSet<>()).add(row.getString(2));
                }
            }
        }
        return names;
    }
}
