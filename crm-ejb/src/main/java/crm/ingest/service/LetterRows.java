package crm.ingest.service;

import crm.ingest.entity.DeadLetter;
import crm.ingest.entity.DeadLetterEntry;
import crm.ingest.entity.DeadLetterFilter;
import crm.ingest.entity.DeadLetterView;
import crm.ingest.entity.LetterPlace;
import crm.ingest.entity.LetterRef;
import crm.ingest.entity.LetterStep;
import crm.ingest.entity.Rejection;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** The tables of dead letters. What has not been sealed yet, after an update from an early version, is not there yet. */
final class LetterRows {

    private static final String BY_PLACE = " order by d.group, d.topicId, d.partition, d.offset";
    private static final String BYTES = "sql('octet_length(?) + coalesce(octet_length(?), 0)', d.original, d.edited)";
    private static final String DISCARD = """
            with locked as (
              select id from dead_letter where id = any (cast(:ids as bigint[])) and state = 'open'
               order by group_id, topic_id, partition, record_offset for update),
            gone as (
              update dead_letter set state = 'discarded', discard_reason = :reason, version = version + 1
               where id in (select id from locked) and state = 'open'
              returning id)
            insert into dead_letter_entry (letter_id, at, actor, action)
            select id, :at, :actor, 'discarded' from gone order by id""";

    private final EntityManager entities;

    LetterRows(EntityManager entities) {
        this.entities = entities;
    }

    /** How many bytes the contents of a letter take. */
    record Size(long id, long bytes) {}

    /** A filter as the condition of a query. */
    private record Condition(String text, Map<String, Object> parameters) {

        static Condition of(DeadLetterFilter filter) {
            StringBuilder text = new StringBuilder(" where d.original is not null");
            Map<String, Object> parameters = new TreeMap<>();
            filter.topic().ifPresent(topic -> add(text, parameters, "d.topic = :topic", "topic", topic));
            filter.code().ifPresent(code -> add(text, parameters, "d.code = :code", "code", code.word()));
            filter.state().ifPresent(state -> add(text, parameters, "d.state = :state", "state", state.word()));
            filter.group().ifPresent(group -> add(text, parameters, "d.group = :group", "group", group));
            filter.from().ifPresent(from -> add(text, parameters, "d.at >= :from", "from", from));
            filter.to().ifPresent(to -> add(text, parameters, "d.at < :to", "to", to));
            if (!filter.ids().isEmpty()) {
                add(text, parameters, "d.id in :ids", "ids", filter.ids());
            }
            return new Condition(text.toString(), parameters);
        }

        private static void add(
                StringBuilder text, Map<String, Object> parameters, String condition, String name, Object value) {
            text.append(" and ").append(condition);
            parameters.put(name, value);
        }

        Condition after(Optional<LetterPlace> place) {
            if (place.isEmpty()) {
                return this;
            }
            Map<String, Object> more = new TreeMap<>(parameters);
            more.put("afterGroup", place.get().group());
            more.put("afterTopic", place.get().topicId());
            more.put("afterPartition", place.get().partition());
            more.put("afterOffset", place.get().offset());
            String later = " and (d.group, d.topicId, d.partition, d.offset)"
                    + " > (:afterGroup, :afterTopic, :afterPartition, :afterOffset)";
            return new Condition(text + later, more);
        }

        <Q extends Query> Q in(Q query) {
            parameters.forEach(query::setParameter);
            return query;
        }
    }

    Optional<DeadLetter> find(long id) {
        return Optional.ofNullable(entities.find(DeadLetter.class, id)).filter(DeadLetter::isSealed);
    }

    /** Which, newest first, and how many bytes each takes; those themselves are not read. */
    List<Size> sizes(DeadLetterFilter filter, OptionalLong before, int limit) {
        return newest("d.id, " + BYTES, filter, before, limit)
                .map(row -> new Size((Long) row[0], ((Number) row[1]).longValue()))
                .toList();
    }

    /** Newest first, without what they say, which is not read. */
    List<DeadLetterView> overviews(DeadLetterFilter filter, OptionalLong before, int limit) {
        return newest(LetterColumns.ALL, filter, before, limit)
                .map(LetterColumns::view)
                .toList();
    }

    private Stream<Object[]> newest(String columns, DeadLetterFilter filter, OptionalLong before, int limit) {
        Condition condition = Condition.of(filter);
        String older = before.isPresent() ? " and d.id < :before" : "";
        TypedQuery<Object[]> query = entities.createQuery(
                "select " + columns + " from DeadLetter d" + condition.text() + older + " order by d.id desc",
                Object[].class);
        before.ifPresent(id -> query.setParameter("before", id));
        return condition.in(query).setMaxResults(limit).getResultStream();
    }

    /** Newest first. */
    List<DeadLetter> read(Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : entities.createQuery(
                                "select d from DeadLetter d where d.id in :ids and d.original is not null"
                                        + " order by d.id desc",
                                DeadLetter.class)
                        .setParameter("ids", ids)
                        .getResultList();
    }

    /** In the order of replays. */
    List<LetterRef> following(DeadLetterFilter filter, Optional<LetterPlace> after, int limit) {
        Condition condition = Condition.of(filter).after(after);
        TypedQuery<Object[]> query = entities.createQuery(
                "select d.id, d.group, d.topicId, d.partition, d.offset from DeadLetter d" + condition.text()
                        + BY_PLACE,
                Object[].class);
        return condition
                .in(query)
                .setMaxResults(limit)
                .getResultStream()
                .map(LetterRows::reference)
                .toList();
    }

    private static LetterRef reference(Object[] row) {
        return new LetterRef(
                (Long) row[0], new LetterPlace((String) row[1], (UUID) row[2], (Integer) row[3], (Long) row[4]));
    }

    long count(DeadLetterFilter filter, Optional<LetterPlace> after) {
        Condition condition = Condition.of(filter).after(after);
        return condition
                .in(entities.createQuery("select count(d) from DeadLetter d" + condition.text(), Long.class))
                .getSingleResult();
    }

    Map<Rejection.Code, Long> counts(DeadLetterFilter filter) {
        Condition condition = Condition.of(filter);
        Map<Rejection.Code, Long> counts = new EnumMap<>(Rejection.Code.class);
        condition
                .in(entities.createQuery(
                        "select d.code, count(d) from DeadLetter d" + condition.text() + " group by d.code",
                        Object[].class))
                .getResultStream()
                .forEach(row -> Rejection.Code.of((String) row[0]).ifPresent(code -> counts.put(code, (Long) row[1])));
        return counts;
    }

    /** All actual names of topics that have letters. */
    List<String> topics() {
        return entities.createQuery("select distinct d.topic from DeadLetter d order by d.topic", String.class)
                .getResultList();
    }

    /** Locked until the transaction ends, in the order of replays, so that two who want the same wait for each other. */
    List<DeadLetter> lock(Collection<Long> ids) {
        List<DeadLetter> locked = new ArrayList<>();
        if (!ids.isEmpty()) {
            locked.addAll(entities.createQuery(
                            "select d from DeadLetter d where d.id in :ids and d.original is not null" + BY_PLACE,
                            DeadLetter.class)
                    .setParameter("ids", ids)
                    .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                    .getResultList());
        }
        return locked;
    }

    void note(long letter, LetterStep step) {
        entities.persist(new DeadLetterEntry(letter, step));
    }

    /** Oldest first. */
    List<LetterStep> history(long letter) {
        return entities.createQuery(
                        "select e from DeadLetterEntry e where e.letter = :letter order by e.id", DeadLetterEntry.class)
                .setParameter("letter", letter)
                .getResultStream()
                .map(DeadLetterEntry::step)
                .toList();
    }

    /** Discards those that are still open; says how many that were. */
    int discard(List<Long> ids, String reason, LetterStep step) {
        return entities.createNativeQuery(DISCARD)
                .setParameter("reason", reason)
                .setParameter("ids", array(ids))
                .setParameter("at", step.at())
                .setParameter("actor", step.actor())
                .executeUpdate();
    }

    private static String array(List<Long> ids) {
        return ids.toString().replace('[', '{').replace(']', '}');
    }
}
