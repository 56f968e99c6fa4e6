package crm.segment.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.condition.evaluation.ConditionSet;
import crm.condition.evaluation.Fact;
import crm.condition.evaluation.State;
import crm.condition.evaluation.Values;
import crm.condition.language.Condition;
import crm.condition.language.Definition;
import crm.condition.language.Reading;
import crm.condition.language.TraitReader;
import crm.ingest.entity.Fault;
import crm.segment.entity.OwnTrait;
import crm.segment.entity.SegmentInUse;
import crm.segment.entity.SegmentRefused;
import crm.segment.entity.TraitChanged;
import crm.segment.entity.TraitUnknown;
import crm.segment.store.DefinitionRows;
import crm.segment.store.DefinitionRows.Segment;
import crm.segment.store.DefinitionRows.Version;
import crm.segment.store.TraitRows;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Measures over events that administrators define, in one transaction; they change as definitions of segments do. */
final class OwnTraits {

    private static final int MOST = 100;
    private static final String TRAITS = "traits";

    private final DefinitionRows definitions;
    private final Definitions segments;
    private final TraitRows rows;

    OwnTraits(Connection connection) {
        this.definitions = new DefinitionRows(connection);
        this.segments = new Definitions(connection);
        this.rows = new TraitRows(connection);
    }

    /** One that was taken before. */
    static Definition stored(OwnTrait trait) {
        return new TraitReader(Words.VOCABULARY)
                .trait(Words.json(trait.definition()))
                .value()
                .orElseThrow(() -> new IllegalStateException("stored trait"));
    }

    /** Of a trait, whosever it is. */
    static Optional<String> key(Fact fact) {
        return fact instanceof Fact.Trait trait
                        && trait.path().size() > 1
                        && trait.path().name(0).equals(TRAITS)
                ? Optional.of(trait.path().name(1))
                : Optional.empty();
    }

    /** What they are called, by their paths in the view. */
    static Map<String, String> names(List<OwnTrait> traits) {
        return traits.stream()
                .collect(Collectors.toMap(
                        trait -> path(trait.key()), trait -> stored(trait).name()));
    }

    /** In the view of a profile. */
    static String path(String key) {
        return TRAITS + '.' + key;
    }

    /** What stands at the path of a fact, which is a trait or a part of it. */
    static State state(Fact fact, State measured) {
        Fact.Trait trait = (Fact.Trait) fact;
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        if (!measured.value().isMissingNode()) {
            root.putObject(TRAITS).set(trait.path().name(1), measured.value());
        }
        return new State(Values.at(root, trait.path()), measured.until());
    }

    /** What is kept of a value. */
    static BigDecimal number(JsonNode value) {
        if (value.isMissingNode()) {
            return null;
        }
        return value.isObject() ? new BigDecimal(value.get("amount").asText()) : value.decimalValue();
    }

    /** By key. */
    List<OwnTrait> all() throws SQLException {
        return rows.all();
    }

    Optional<OwnTrait> find(String key) throws SQLException {
        return rows.find(key);
    }

    /**
     * Takes one, new or instead of what its key was before. It is asked of all profiles; segments that ask for it, too.
     *
     * @throws SegmentRefused if it is not as it must be
     */
    OwnTrait save(JsonNode document, String by) throws SQLException {
        return save(document, by, Optional.empty());
    }

    /**
     * As {@link #save(JsonNode, String)}.
     *
     * @param seen the revision that must still be there, if any must
     * @throws TraitChanged if it is not
     */
    OwnTrait save(JsonNode document, String by, Optional<String> seen) throws SQLException {
        Definition read = read(document);
        definitions.alone();
        Optional<OwnTrait> known = rows.find(read.key());
        expect(known, seen);
        Condition.Event measure = (Condition.Event) read.where();
        Optional<String> currency = measure.measure().isOfNumbers() ? measure.currency() : Optional.empty();
        if (known.isPresent() && Words.json(known.get().definition()).equals(document)) {
            return known.get();
        }
        if (known.isPresent()) {
            rows.replace(known.get().id(), document.toString(), currency, by);
        } else {
            room();
            rows.add(read.key(), document.toString(), currency, by);
        }
        definitions.recheck(List.copyOf(all(users(read.key()))));
        definitions.changed();
        return rows.find(read.key()).orElseThrow();
    }

    private static void expect(Optional<OwnTrait> known, Optional<String> seen) {
        if (seen.isPresent() && !known.map(OwnTrait::revision).equals(seen)) {
            throw new TraitChanged();
        }
    }

    private static Definition read(JsonNode document) {
        Reading<Definition> reading = new TraitReader(Words.VOCABULARY).trait(document);
        if (!reading.problems().isEmpty()) {
            throw new SegmentRefused(reading.problems().stream()
                    .map(problem -> new Fault(problem.pointer(), problem.code(), problem.detail()))
                    .toList());
        }
        return reading.value().orElseThrow();
    }

    private void room() throws SQLException {
        if (rows.all().size() >= MOST) {
            throw new SegmentRefused(List.of(
                    new Fault("/key", "too_many", "would be one more than the " + MOST + " traits there can be")));
        }
    }

    /**
     * It counts no more, and its values go.
     *
     * @throws TraitUnknown if there is none
     * @throws SegmentInUse if segments ask for it
     */
    void delete(String key) throws SQLException {
        delete(key, Optional.empty());
    }

    /**
     * As {@link #delete(String)}.
     *
     * @param seen the revision that must still be there, if any must
     * @throws TraitChanged if it is not
     */
    void delete(String key, Optional<String> seen) throws SQLException {
        definitions.alone();
        OwnTrait trait = rows.find(key).orElseThrow(TraitUnknown::new);
        expect(Optional.of(trait), seen);
        Set<String> users = users(key);
        if (!users.isEmpty()) {
            throw new SegmentInUse(users);
        }
        rows.drop(trait.id());
        definitions.changed();
    }

    /** With those that refer to them. */
    private Set<String> all(Set<String> users) throws SQLException {
        Set<String> all = new TreeSet<>(users);
        for (String user : users) {
            all.addAll(segments.usersOfUsers(user));
        }
        return all;
    }

    /** Segments whose definitions ask for it, as they serve or are about to. */
    Set<String> users(String key) throws SQLException {
        Set<String> users = new TreeSet<>();
        Set<String> keys = definitions.segments().stream().map(Segment::key).collect(Collectors.toSet());
        for (Version version : definitions.current()) {
            Definition definition = Definitions.stored(version.version().definition(), keys);
            if (ConditionSet.of(List.of(definition)).dependencies().facts().stream()
                    .anyMatch(fact -> key(fact).equals(Optional.of(key)))) {
                users.add(version.key());
            }
        }
        return users;
    }
}
