package crm.segment.service;

import com.fasterxml.jackson.databind.JsonNode;
import crm.condition.evaluation.ConditionSet;
import crm.condition.evaluation.Fact;
import crm.condition.language.ConditionWords;
import crm.condition.language.Definition;
import crm.condition.language.DefinitionReader;
import crm.condition.language.Problem;
import crm.condition.language.Reading;
import crm.ingest.entity.Fault;
import crm.segment.entity.SegmentChanged;
import crm.segment.entity.SegmentInUse;
import crm.segment.entity.SegmentNotInForce;
import crm.segment.entity.SegmentRefused;
import crm.segment.entity.SegmentSaved;
import crm.segment.entity.SegmentState;
import crm.segment.entity.SegmentSummary;
import crm.segment.entity.SegmentUnknown;
import crm.segment.entity.SegmentVersion;
import crm.segment.store.DefinitionRows;
import crm.segment.store.DefinitionRows.Segment;
import crm.segment.store.DefinitionRows.Version;
import crm.segment.store.TraitRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which definitions are in force, in one transaction. Who changes that waits until nobody tells memberships by the old ones,
 * see {@link DefinitionRows#alone}; it is done in a moment, whatever concerns many profiles is left to {@link Passing}.
 */
final class Definitions {

    private final DefinitionRows rows;
    private final TraitRows traits;

    Definitions(Connection connection) {
        this.rows = new DefinitionRows(connection);
        this.traits = new TraitRows(connection);
    }

    /** Own traits are called by their names. */
    ConditionWords words(Locale language) throws SQLException {
        return new ConditionWords(language, OwnTraits.names(traits.all()));
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

    Definition read(SegmentVersion version) throws SQLException {
        return stored(
                version.definition(), rows.segments().stream().map(Segment::key).collect(Collectors.toSet()));
    }

    /** The segments that a definition itself refers to. */
    static Set<String> references(Definition definition) {
        return ConditionSet.of(List.of(definition)).dependencies().facts().stream()
                .filter(Fact.Segment.class::isInstance)
                .map(fact -> ((Fact.Segment) fact).key())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    List<SegmentSummary> all() throws SQLException {
        List<Version> versions = shown();
        return rows.segments().stream()
                .map(segment -> DefinitionRows.summary(segment, versions))
                .toList();
    }

    Optional<SegmentSummary> find(String key) throws SQLException {
        List<Version> versions = rows.versions(key);
        return rows.find(key).map(segment -> DefinitionRows.summary(segment, versions));
    }

    private List<Version> shown() throws SQLException {
        List<Version> versions = new ArrayList<>(rows.current());
        versions.addAll(rows.drafts());
        return versions;
    }

    /** The newest first. */
    List<SegmentVersion> versions(String key) throws SQLException {
        return rows.versions(key).stream().map(Version::version).toList();
    }

    /**
     * Publishes a version: it is asked of all profiles, and then takes the place of the one that serves. What is published
     * already stays as it is; a draft that says the same is the version.
     *
     * @throws SegmentRefused if it is not as it must be
     */
    SegmentVersion publish(JsonNode document, String by) throws SQLException {
        return publish(document, by, Optional.empty()).version();
    }

    /**
     * As {@link #publish(JsonNode, String)}.
     *
     * @param seen the revision that must still be there, if any must
     */
    SegmentSaved publish(JsonNode document, String by, Optional<Long> seen) throws SQLException {
        rows.alone();
        Definition read = read(document);
        Optional<Segment> known = rows.find(read.key());
        expect(known, seen);
        Optional<SegmentVersion> same = known.isPresent() ? latest(known.get(), document) : Optional.empty();
        if (same.isPresent()) {
            return saved(read.key(), same.get(), false);
        }
        if (known.isPresent() && isDraft(known.get(), document)) {
            drop(known.get().next());
            rows.followDraft(known.get(), by);
            SegmentVersion version = version(read.key(), known.get().draft().orElseThrow());
            changed(read.key());
            return saved(read.key(), version, false);
        }
        SegmentVersion version = follow(read.key(), document.toString(), known, by);
        return saved(read.key(), version, known.isEmpty());
    }

    private static void expect(Optional<Segment> known, Optional<Long> seen) {
        if (seen.isPresent() && !known.map(Segment::revision).equals(seen)) {
            throw new SegmentChanged();
        }
    }

    private SegmentSaved saved(String key, SegmentVersion version, boolean created) throws SQLException {
        return new SegmentSaved(
                version, created, rows.find(key).map(Segment::revision).orElseThrow());
    }

    private boolean isDraft(Segment segment, JsonNode document) throws SQLException {
        return DefinitionRows.of(rows.drafts(), segment.draft())
                .filter(draft -> Words.json(draft.definition()).equals(document))
                .isPresent();
    }

    private SegmentVersion version(String key, int id) throws SQLException {
        return DefinitionRows.of(rows.versions(key), Optional.of(id)).orElseThrow();
    }

    private void changed(String key) throws SQLException {
        rows.revised(key);
        rows.changed();
    }

    /**
     * Writes a version down without publishing it, instead of the draft that there may be.
     *
     * @param seen as for {@link #publish(JsonNode, String, Optional)}
     * @throws SegmentRefused if it is not as it must be
     */
    SegmentSaved draft(JsonNode document, String by, Optional<Long> seen) throws SQLException {
        rows.alone();
        Definition read = read(document);
        Optional<Segment> known = rows.find(read.key());
        expect(known, seen);
        rows.draft(read.key(), known.flatMap(Segment::draft), document.toString(), by);
        rows.revised(read.key());
        int draft = rows.find(read.key()).flatMap(Segment::draft).orElseThrow();
        return saved(read.key(), version(read.key(), draft), known.isEmpty());
    }

    /**
     * Publishes the draft.
     *
     * @throws SegmentNotInForce if there is none
     */
    SegmentSaved publishDraft(String key, String by, Optional<Long> seen) throws SQLException {
        Segment segment = rows.find(key).orElseThrow(SegmentUnknown::new);
        SegmentVersion draft = DefinitionRows.of(rows.drafts(), segment.draft())
                .orElseThrow(() -> new SegmentNotInForce("The segment has no draft."));
        return publish(Words.json(draft.definition()), by, seen);
    }

    /** Forgets the draft, if there is one. */
    void dropDraft(String key, Optional<Long> seen) throws SQLException {
        Segment segment = alone(key, seen);
        if (segment.draft().isPresent()) {
            rows.dropDraft(segment);
            rows.revised(key);
        }
    }

    private Segment alone(String key, Optional<Long> seen) throws SQLException {
        rows.alone();
        Segment segment = rows.find(key).orElseThrow(SegmentUnknown::new);
        expect(Optional.of(segment), seen);
        return segment;
    }

    /** Another version begins to follow; one that was about to will not. */
    private SegmentVersion follow(String key, String definition, Optional<Segment> known, String by)
            throws SQLException {
        drop(known.flatMap(Segment::next));
        rows.follow(key, definition, by);
        changed(key);
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
        return rollBack(key, version, by, Optional.empty()).version();
    }

    SegmentSaved rollBack(String key, int version, String by, Optional<Long> seen) throws SQLException {
        SegmentVersion earlier = rows.versions(key).stream()
                .map(Version::version)
                .filter(one -> one.version() == version)
                .findFirst()
                .orElseThrow(SegmentUnknown::new);
        return publish(Words.json(earlier.definition()), by, seen);
    }

    void pause(String key) throws SQLException {
        pause(key, Optional.empty());
    }

    /**
     * Members stay who they are from now on; nothing follows. One that is paused stays so.
     *
     * @throws SegmentNotInForce if it has no members to keep
     */
    void pause(String key, Optional<Long> seen) throws SQLException {
        Segment segment = alone(key, seen);
        if (segment.state() == SegmentState.LIVE) {
            drop(segment.next());
            rows.set(segment.with(SegmentState.PAUSED, segment.live(), Optional.empty()));
            changed(key);
        } else if (segment.state() != SegmentState.PAUSED) {
            throw new SegmentNotInForce("A segment can be paused while it is live; this one is "
                    + segment.state().word() + '.');
        }
    }

    private void drop(Optional<Integer> next) throws SQLException {
        if (next.isPresent()) {
            rows.drop(next.get());
        }
    }

    SegmentVersion resume(String key, String by) throws SQLException {
        return resume(key, by, Optional.empty()).version();
    }

    /**
     * What served follows again, as a version of its own, since much may have happened. One that is live stays so.
     *
     * @throws SegmentNotInForce if nothing served
     */
    SegmentSaved resume(String key, String by, Optional<Long> seen) throws SQLException {
        Segment segment = alone(key, seen);
        SegmentVersion serving = DefinitionRows.of(rows.current(), segment.live())
                .orElseThrow(() -> new SegmentNotInForce("A segment can be resumed while it is paused; this one is "
                        + segment.state().word() + '.'));
        SegmentVersion version =
                segment.state() == SegmentState.PAUSED && segment.next().isEmpty()
                        ? follow(key, serving.definition(), Optional.of(segment), by)
                        : serving;
        return saved(key, version, false);
    }

    void archive(String key, Instant now) throws SQLException {
        archive(key, now, Optional.empty());
    }

    /**
     * All members leave, and nobody enters any more; a draft is forgotten. What was never published is gone.
     *
     * @param now of the business clock
     * @throws SegmentInUse if others refer to it
     */
    void archive(String key, Instant now, Optional<Long> seen) throws SQLException {
        Segment segment = alone(key, seen);
        Set<String> users = users(key);
        if (!users.isEmpty()) {
            throw new SegmentInUse(users);
        }
        if (segment.state() == SegmentState.DRAFT) {
            rows.dropDraft(segment);
            return;
        }
        drop(segment.next());
        if (segment.live().isPresent()) {
            rows.end(segment.live().get(), now);
        }
        rows.set(segment.with(SegmentState.ARCHIVED, Optional.empty(), Optional.empty()));
        if (segment.draft().isPresent()) {
            rows.dropDraft(segment);
        }
        changed(key);
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
     * A version that was asked of all profiles takes the place of the one that served, at once; its members are told by
     * {@link Handover}.
     *
     * @param now of the business clock
     */
    void swap(Version version, Instant now) throws SQLException {
        rows.alone();
        Segment segment = rows.find(version.key()).orElseThrow(SegmentUnknown::new);
        if (!segment.next().equals(Optional.of(version.id()))) {
            return; // another one was published meanwhile
        }
        rows.set(segment.with(SegmentState.LIVE, Optional.of(version.id()), Optional.empty()));
        rows.serve(version.id(), segment.live(), now);
        rows.recheck(List.copyOf(usersOfUsers(version.key())));
        rows.changed();
    }

    Set<String> usersOfUsers(String key) throws SQLException {
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
