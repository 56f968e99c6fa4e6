package crm.segment.service;

import crm.condition.evaluation.ConditionSet;
import crm.condition.language.Definition;
import crm.segment.entity.SegmentState;
import crm.segment.entity.SegmentVersion;
import crm.segment.store.DefinitionRows;
import crm.segment.store.DefinitionRows.Segment;
import crm.segment.store.DefinitionRows.Version;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;

/** Segments as they were defined at an instant. */
final class DefinitionsThen {

    private final DefinitionRows rows;
    private final Instant at;
    private final Set<String> keys;

    DefinitionsThen(DefinitionRows rows, Instant at) throws SQLException {
        this.rows = rows;
        this.at = at;
        this.keys = rows.segments().stream().map(Segment::key).collect(Collectors.toSet());
    }

    /** The version that was in force; before there was any the first one; none while the segment was archived. */
    Optional<SegmentVersion> version(String key) throws SQLException {
        return inForce(rows.versions(key).stream().map(Version::version).toList(), at);
    }

    /** @param versions the newest first */
    static Optional<SegmentVersion> inForce(List<SegmentVersion> versions, Instant at) {
        List<SegmentVersion> served = versions.stream()
                .filter(version -> version.from().isPresent())
                .sorted(Comparator.comparing(
                                (SegmentVersion version) -> version.from().orElseThrow())
                        .thenComparing(SegmentVersion::version))
                .toList();
        if (served.isEmpty()) {
            return versions.stream()
                    .filter(version -> version.state() == SegmentState.BACKFILLING)
                    .findFirst()
                    .or(() -> versions.stream().findFirst());
        }
        if (at.isBefore(served.get(0).from().orElseThrow())) {
            return Optional.of(served.get(0));
        }
        return served.stream()
                .filter(version -> !at.isBefore(version.from().orElseThrow()))
                .filter(version ->
                        version.until().filter(until -> !at.isBefore(until)).isEmpty())
                .reduce((earlier, later) -> later);
    }

    Definition read(SegmentVersion version) {
        return Definitions.stored(version.definition(), keys);
    }

    /**
     * Ready to be asked, together with the segments they refer to, themselves or through others.
     *
     * @param asked by names that are no keys of segments
     */
    InForce with(Map<String, Definition> asked) throws SQLException {
        ConditionSet.Builder set = ConditionSet.builder();
        Queue<Definition> left = new ArrayDeque<>();
        asked.forEach((name, definition) -> {
            set.add(name, definition.where(), definition.zone());
            left.add(definition);
        });
        Set<String> known = new HashSet<>();
        while (!left.isEmpty()) {
            for (String key : Definitions.references(left.remove())) {
                Optional<SegmentVersion> version = known.add(key) ? version(key) : Optional.empty();
                version.map(this::read).ifPresent(definition -> {
                    set.add(key, definition.where(), definition.zone());
                    left.add(definition);
                });
            }
        }
        return InForce.asked(set.build());
    }
}
