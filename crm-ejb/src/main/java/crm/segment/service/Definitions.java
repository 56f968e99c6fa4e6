package crm.segment.service;

import com.fasterxml.jackson.databind.JsonNode;
import crm.condition.evaluation.ConditionSet;
import crm.condition.evaluation.Fact;
import crm.condition.language.Definition;
import crm.condition.language.DefinitionReader;
import crm.condition.language.Problem;
import crm.condition.language.Reading;
import crm.ingest.entity.Fault;
import crm.segment.entity.SegmentInUse;
import crm.segment.entity.SegmentRefused;
import crm.segment.entity.SegmentState;
import crm.segment.entity.SegmentSummary;
import crm.segment.entity.SegmentUnknown;
import crm.segment.entity.SegmentVersion;
import crm.segment.store.DefinitionRows;
import crm.segment.store.DefinitionRows.Segment;
import crm.segment.store.DefinitionRows.Version;
import crm.segment.store.MemberRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which definitions are in force, in one transaction. Who changes that waits until nobody tells memberships by the old ones,
 * see {@link DefinitionRows#alone}; it is done in a moment, asking all profiles is left to {@link Passing}.
 */
final class Definitions {

    private final DefinitionRows rows;
    private final MemberRows members;

    Definitions(Connection connection) {
        this.rows = new DefinitionRows(connection);
        this.members = new MemberRows(connection);
    }

    /** One that was taken before; segments it refers to are those of then. */
    static Definition stored(String definition, Set<String> keys) {
        Map<String, Set<String>> segments = new TreeMap<>();
        keys.forEach(key -> segments.put(key, Set.of()));
        return new DefinitionReader(Words.VOCABULARY.withSegments(segments))
                .definition(Words.json(definition))
                .value()
                .orElseThrow(() -> new IllegalStateException("stored definition"));
    }

    /** The segments that a definition itself refers to. */
    static Set<String> references(Definition definition) {
        return ConditionSet.of(List.of(definition)).dependencies().facts().stream()
                .filter(Fact.Segment.class::isInstance)
                .map(fact -> ((Fact.Segment) fact).key())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    List<SegmentSummary> all() throws SQLException {
        List<Version> versions = rows.current();
        return rows.segments().stream()
                .map(segment -> DefinitionRows.summary(segment, versions))
                .toList();
    }

    /** The newest first. */
    List<SegmentVersion> versions(String key) throws SQLException {
        return rows.versions(key).stream().map(Version::version).toList();
    }

    /**
     * Publishes a version: it is asked of all profiles, and then takes the place of the one that serves. What is published
     * already stays as it is.
     *
     * @throws SegmentRefused if it is not as it must be
     */
    SegmentVersion publish(JsonNode document, String by) throws SQLException {
        rows.alone();
        Definition read = read(document);
        Optional<Segment> known = rows.find(read.key());
        Optional<SegmentVersion> same = known.isPresent() ? latest(known.get(), document) : Optional.empty();
        if (same.isPresent()) {
            return same.get();
        }
        return follow(read.key(), document.toString(), known, by);
    }

    /** Another version begins to follow; one that was about to will not. */
    private SegmentVersion follow(String key, String definition, Optional<Segment> known, String by)
            throws SQLException {
        if (known.isPresent() && known.get().next().isPresent()) {
            rows.retire(known.get().next().get(), Optional.empty());
        }
        rows.follow(key, definition, by);
        rows.changed();
        return rows.versions(key).get(0).version();
    }

    private Definition read(JsonNode document) throws SQLException {
        Reading<Definition> reading =
                new DefinitionReader(Words.VOCABULARY.withSegments(referable())).definition(document);
        if (!reading.problems().isEmpty()) {
            throw new SegmentRefused(faults(reading.problems()));
        }
        return reading.value().orElseThrow();
    }

    static List<Fault> faults(List<Problem> problems) {
        return problems.stream()
                .map(problem -> new Fault(problem.pointer(), problem.code(), problem.detail()))
                .toList();
    }

    /** Those that serve, with all that what serves or follows refers to. */
    Map<String, Set<String>> referable() throws SQLException {
        Map<String, Segment> segments =
                rows.segments().stream().collect(Collectors.toMap(Segment::key, segment -> segment));
        Map<String, Set<String>> referable = new TreeMap<>();
        for (Version version : rows.current()) {
            if (segments.get(version.key()).live().isPresent()) {
                referable
                        .computeIfAbsent(version.key(), none -> new TreeSet<>())
                        .addAll(references(stored(version.version().definition(), segments.keySet())));
            }
        }
        return referable;
    }

    /** What was published last, if it says the same and serves or is about to. */
    private Optional<SegmentVersion> latest(Segment segment, JsonNode document) throws SQLException {
        if (segment.state() == SegmentState.PAUSED || segment.state() == SegmentState.ARCHIVED) {
            return Optional.empty();
        }
        return DefinitionRows.of(rows.current(), segment.next().or(segment::live))
                .filter(version -> Words.json(version.definition()).equals(document));
    }

    /** Publishes what an earlier version said. */
    SegmentVersion rollBack(String key, int version, String by) throws SQLException {
        SegmentVersion earlier = rows.versions(key).stream()
                .map(Version::version)
                .filter(one -> one.version() == version)
                .findFirst()
                .orElseThrow(SegmentUnknown::new);
        return publish(Words.json(earlier.definition()), by);
    }

    /** Members stay who they are from now on; nothing follows. */
    void pause(String key) throws SQLException {
        rows.alone();
        Segment segment = rows.find(key).orElseThrow(SegmentUnknown::new);
        if (segment.state() == SegmentState.LIVE) {
            drop(segment.next());
            rows.set(new Segment(key, SegmentState.PAUSED, segment.live(), Optional.empty()));
            rows.changed();
        }
    }

    private void drop(Optional<Integer> next) throws SQLException {
        if (next.isPresent()) {
            rows.retire(next.get(), Optional.empty());
        }
    }

    /** What served follows again, as a version of its own, since much may have happened. */
    SegmentVersion resume(String key, String by) throws SQLException {
        rows.alone();
        Segment segment = rows.find(key).orElseThrow(SegmentUnknown::new);
        SegmentVersion serving =
                DefinitionRows.of(rows.current(), segment.live()).orElseThrow(SegmentUnknown::new);
        return segment.state() == SegmentState.PAUSED && segment.next().isEmpty()
                ? follow(key, serving.definition(), Optional.of(segment), by)
                : serving;
    }

    /**
     * All members leave, and nobody enters any more.
     *
     * @param now of the business clock
     * @throws SegmentInUse if others refer to it
     */
    void archive(String key, Instant now) throws SQLException {
        rows.alone();
        Segment segment = rows.find(key).orElseThrow(SegmentUnknown::new);
        Set<String> users = users(key);
        if (!users.isEmpty()) {
            throw new SegmentInUse(users);
        }
        drop(segment.next());
        if (segment.live().isPresent()) {
            members.allLeave(segment.live().get(), now);
            rows.retire(segment.live().get(), Optional.of(now));
        }
        rows.set(new Segment(key, SegmentState.ARCHIVED, Optional.empty(), Optional.empty()));
        rows.changed();
    }

    /** Those whose definitions refer to a segment, as they serve or are about to. */
    Set<String> users(String key) throws SQLException {
        Set<String> users = new TreeSet<>();
        Set<String> keys = rows.segments().stream().map(Segment::key).collect(Collectors.toSet());
        for (Version version : rows.current()) {
            if (references(stored(version.version().definition(), keys)).contains(key)) {
                users.add(version.key());
            }
        }
        return users;
    }

    /**
     * A version that was asked of all profiles takes the place of the one that served.
     *
     * @param now of the business clock
     */
    void swap(Version version, Instant now) throws SQLException {
        rows.alone();
        Segment segment = rows.find(version.key()).orElseThrow(SegmentUnknown::new);
        if (!segment.next().equals(Optional.of(version.id()))) {
            return; // another one was published meanwhile
        }
        members.replace(segment.live().orElse(0), version.id(), now);
        if (segment.live().isPresent()) {
            rows.retire(segment.live().get(), Optional.of(now));
        }
        rows.set(new Segment(segment.key(), SegmentState.LIVE, Optional.of(version.id()), Optional.empty()));
        rows.serve(version.id(), now);
        rows.recheck(List.copyOf(usersOfUsers(version.key())));
        rows.changed();
    }

    private Set<String> usersOfUsers(String key) throws SQLException {
        Set<String> found = new TreeSet<>();
        Set<String> next = users(key);
        while (found.addAll(next)) {
            Set<String> further = new TreeSet<>();
            for (String user : next) {
                further.addAll(users(user));
            }
            next = further;
        }
        return found;
    }
}
