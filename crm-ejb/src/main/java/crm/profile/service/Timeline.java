package crm.profile.service;

import crm.platform.entity.ForeignCursor;
import crm.platform.entity.Page;
import crm.privacy.service.Seals;
import crm.profile.entity.ProfileId;
import crm.profile.entity.TimelineEntry;
import crm.profile.entity.TimelineEvent;
import crm.profile.entity.TimelineFilter;
import crm.profile.store.OpenedData;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** Pages of a profile's history by keyset, newest first, ties by source and id. */
final class Timeline {

    /** Bytes of data on a page. */
    private static final long HEAVIEST = 8L << 20;

    /** So many of the largest events are no more than that. */
    private static final int FEW = 16;

    private final EntityManager entities;
    private final Seals seals;
    private final ProfileId profile;
    private final TimelineFilter filter;

    private record Listing(ProfileId profile, TimelineFilter filter) {}

    Timeline(EntityManager entities, Seals seals, ProfileId profile, TimelineFilter filter) {
        this.entities = entities;
        this.seals = seals;
        this.profile = profile;
        this.filter = filter;
    }

    /** At most so many; fewer where they would be too much to hold. */
    Page<TimelineEntry> page(int most, Optional<String> after) {
        Optional<Cursor> last = after.map(this::last);
        int limit = most > FEW ? bearable(most, last) : most;
        List<TimelineEvent> found = select("e", TimelineEvent.class, limit + 1, last);
        List<TimelineEvent> events = found.subList(0, Math.min(limit, found.size()));
        Optional<String> next = found.size() > limit ? Optional.of(cursor(events.get(limit - 1))) : Optional.empty();
        return new Page<>(entries(events), next);
    }

    private int bearable(int most, Optional<Cursor> last) {
        long bytes = 0;
        int events = 0;
        for (Integer size : select("octet_length(e.data)", Integer.class, most, last)) {
            bytes += size;
            if (bytes > HEAVIEST && events > 0) {
                return events;
            }
            events++;
        }
        return most;
    }

    private Listing listing() {
        return new Listing(profile, filter);
    }

    private String cursor(TimelineEvent event) {
        return Cursor.of(
                        event.stamp().time(),
                        event.stamp().source(),
                        event.stamp().id())
                .write(listing());
    }

    private Cursor last(String cursor) {
        return Cursor.read(cursor, listing(), 3);
    }

    private <T> List<T> select(String what, Class<T> type, int limit, Optional<Cursor> last) {
        StringBuilder query =
                new StringBuilder("select " + what + " from TimelineEvent e where e.profileId = :profile");
        filter.type().ifPresent(wish -> query.append(" and e.type = :type"));
        filter.from().ifPresent(from -> query.append(" and e.at >= :from"));
        filter.to().ifPresent(to -> query.append(" and e.at < :to"));
        // The first condition is implied by the second; it is what the index understands.
        last.ifPresent(
                cursor -> query.append(" and e.at <= :at and (e.at, e.key.source, e.key.id) < (:at, :source, :id)"));
        query.append(" order by e.at desc, e.key.source desc, e.key.id desc");

        TypedQuery<T> select = entities.createQuery(query.toString(), type).setParameter("profile", profile.value());
        filter.type().ifPresent(wish -> select.setParameter("type", wish));
        filter.from().ifPresent(from -> select.setParameter("from", from));
        filter.to().ifPresent(to -> select.setParameter("to", to));
        last.ifPresent(cursor -> select.setParameter("at", time(cursor.values().get(0)))
                .setParameter("source", cursor.values().get(1))
                .setParameter("id", cursor.values().get(2)));
        return select.setMaxResults(limit).getResultList();
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new ForeignCursor();
        }
    }

    private List<TimelineEntry> entries(List<TimelineEvent> events) {
        List<String> data =
                entities.unwrap(Session.class).doReturningWork(connection -> OpenedData.of(events, connection, seals));
        List<TimelineEntry> entries = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            entries.add(entry(events.get(i), data.get(i)));
        }
        return entries;
    }

    private static TimelineEntry entry(TimelineEvent event, String data) {
        return new TimelineEntry(
                event.stamp().id(),
                event.stamp().source(),
                event.type(),
                event.stamp().time(),
                JsonText.object(data));
    }
}
