package crm.profile.service;

import crm.ingest.entity.Stamp;
import crm.platform.entity.ForeignCursor;
import crm.platform.entity.Page;
import crm.privacy.service.Seals;
import crm.profile.entity.Family;
import crm.profile.entity.ProfileId;
import crm.profile.entity.TimelineEntry;
import crm.profile.entity.TimelineEvent;
import crm.profile.entity.TimelineFilter;
import crm.profile.entity.TimelinePart;
import crm.profile.store.OpenedData;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.hibernate.Session;

/** Pages of a profile's history by keyset, newest first, ties by source and id. */
final class Timeline {

    /** Bytes of data on a page. */
    private static final long HEAVIEST = 8L << 20;

    /** So many of the largest events are no more than that. */
    private static final int FEW = 16;

    /** Events that are opened for one search. */
    static final int MOST_SEARCHED = 5000;

    /** Bytes of data that are opened for one search, give or take a portion. */
    static final long MOST_SEARCHED_BYTES = 16L << 20;

    private static final int PORTION = 250;

    /** Bytes of data that a search holds at a time. */
    private static final long LIGHT = 2L << 20;

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
        return portion(most, after, HEAVIEST).page();
    }

    private record Portion(Page<TimelineEntry> page, long bytes) {}

    private Portion portion(int most, Optional<String> after, long heaviest) {
        Optional<Cursor> last = after.map(this::last);
        int limit = most > FEW ? bearable(most, last, heaviest) : most;
        List<TimelineEvent> found = events(limit + 1, last, Direction.BACK);
        List<TimelineEvent> events = found.subList(0, Math.min(limit, found.size()));
        Optional<String> next =
                found.size() > limit ? Optional.of(cursor(events.get(limit - 1).stamp())) : Optional.empty();
        long bytes = events.stream().mapToLong(event -> event.data().length()).sum();
        return new Portion(new Page<>(entries(events), next), bytes);
    }

    /** As {@link #page}, with what a page needs to go on in both directions. */
    TimelinePart part(int most, Optional<String> after) {
        Page<TimelineEntry> page = page(most, after);
        return new TimelinePart(
                page.items(), page.next(), newest(page.items()), page.next().isPresent(), 0, Optional.empty());
    }

    private Optional<String> newest(List<TimelineEntry> entries) {
        return entries.stream().findFirst().map(this::cursor);
    }

    private String cursor(TimelineEntry entry) {
        return cursor(new Stamp(entry.time(), entry.source(), entry.id()));
    }

    /**
     * What came after the event of a cursor, the oldest of it.
     *
     * @param since empty: after the beginning
     */
    TimelinePart newer(int most, Optional<String> since) {
        List<TimelineEvent> found = events(most + 1, since.map(this::last), Direction.FORWARD);
        boolean more = found.size() > most;
        List<TimelineEvent> events = found.subList(0, Math.min(most, found.size()));
        Collections.reverse(events);
        List<TimelineEntry> entries = entries(events);
        return new TimelinePart(entries, Optional.empty(), newest(entries), more, 0, Optional.empty());
    }

    /**
     * The events that have a text, out of a bounded number, and of bounded size: their data are sealed, so the database
     * cannot search them, and each must be opened.
     *
     * @param fits whether an event has it
     */
    TimelinePart search(int most, Optional<String> after, Predicate<TimelineEntry> fits) {
        List<TimelineEntry> hits = new ArrayList<>();
        Optional<String> next = after;
        Optional<Instant> back = Optional.empty();
        int searched = 0;
        long bytes = 0;
        do {
            Portion portion = portion(Math.min(PORTION, MOST_SEARCHED - searched), next, LIGHT);
            Page<TimelineEntry> page = portion.page();
            bytes += portion.bytes();
            next = page.next();
            for (TimelineEntry entry : page.items()) {
                searched++;
                back = Optional.of(entry.time());
                if (fits.test(entry)) {
                    hits.add(entry);
                }
                if (hits.size() == most) {
                    next = Optional.of(cursor(entry));
                    break;
                }
            }
        } while (next.isPresent() && hits.size() < most && searched < MOST_SEARCHED && bytes < MOST_SEARCHED_BYTES);
        return new TimelinePart(hits, next, newest(hits), next.isPresent(), searched, back);
    }

    private enum Direction {
        BACK,
        FORWARD
    }

    private int bearable(int most, Optional<Cursor> last, long heaviest) {
        long bytes = 0;
        int events = 0;
        for (Integer size : select("octet_length(e.data)", Integer.class, most, last, Direction.BACK)) {
            bytes += size;
            if (bytes > heaviest && events > 0) {
                return events;
            }
            events++;
        }
        return most;
    }

    private Listing listing() {
        return new Listing(profile, filter);
    }

    private String cursor(Stamp stamp) {
        return Cursor.of(stamp.time(), stamp.source(), stamp.id()).write(listing());
    }

    private Cursor last(String cursor) {
        return Cursor.read(cursor, listing(), 3);
    }

    private List<TimelineEvent> events(int limit, Optional<Cursor> last, Direction direction) {
        List<TimelineEvent> found = new ArrayList<>(select("e", TimelineEvent.class, limit, last, direction));
        found.forEach(entities::detach); // or each portion would stay in memory until the last is read
        return found;
    }

    private <T> List<T> select(String what, Class<T> type, int limit, Optional<Cursor> last, Direction direction) {
        String order = direction == Direction.BACK ? "desc" : "asc";
        String sign = direction == Direction.BACK ? "<" : ">";
        StringBuilder query =
                new StringBuilder("select " + what + " from TimelineEvent e where e.profileId = :profile");
        filter.type().ifPresent(wish -> query.append(" and e.type = :type"));
        filter.family()
                .ifPresent(family -> query.append(
                        family == Family.OTHER ? " and e.type not in (:types)" : " and e.type in (:types)"));
        filter.from().ifPresent(from -> query.append(" and e.at >= :from"));
        filter.to().ifPresent(to -> query.append(" and e.at < :to"));
        // The first condition is implied by the second; it is what the index understands.
        last.ifPresent(cursor -> query.append(
                " and e.at " + sign + "= :at and (e.at, e.key.source, e.key.id) " + sign + " (:at, :source, :id)"));
        query.append(" order by e.at " + order + ", e.key.source " + order + ", e.key.id " + order);

        TypedQuery<T> select = entities.createQuery(query.toString(), type).setParameter("profile", profile.value());
        filter.type().ifPresent(wish -> select.setParameter("type", wish));
        filter.family()
                .ifPresent(family ->
                        select.setParameter("types", family == Family.OTHER ? Family.known() : family.types()));
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
