package crm.segment.service;

import crm.condition.evaluation.CompiledCondition;
import crm.condition.evaluation.Micros;
import crm.profile.entity.ProfileId;
import crm.segment.entity.SegmentMember;
import crm.segment.entity.SegmentVersion;
import crm.segment.service.Survey.Scope;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who was in a segment at an instant, by all that is known now. */
final class MembersThen {

    private final Snapshot snapshot;
    private final Instant at;
    private final Optional<InForce> asked;

    MembersThen(Snapshot snapshot, String key, Instant at) throws SQLException {
        this.snapshot = snapshot;
        this.at = at;
        DefinitionsThen definitions = new DefinitionsThen(snapshot.definitions(), at);
        Optional<SegmentVersion> version = definitions.version(key);
        this.asked = version.isPresent()
                ? Optional.of(definitions.with(Map.of(Question.NAME, definitions.read(version.get()))))
                : Optional.empty();
    }

    /** The next ones. */
    List<SegmentMember> page(ProfileId after, int most) throws SQLException {
        Map<ProfileId, Instant> since = new LinkedHashMap<>();
        if (asked.isPresent()) {
            CompiledCondition condition = asked.get().set().find(Question.NAME).orElseThrow();
            long then = Micros.of(at);
            Scope scope = new Scope(asked.get().closure(condition), Micros.ALWAYS, at);
            snapshot.survey(asked.get()).all(scope, after, (profile, about) -> {
                if (about.evaluate(condition, then).member()) {
                    since.put(profile, Survey.since(about, condition, then));
                }
                return since.size() < most;
            });
        }
        return members(since);
    }

    private List<SegmentMember> members(Map<ProfileId, Instant> since) throws SQLException {
        Map<ProfileId, String> customers =
                since.isEmpty() ? Map.of() : snapshot.rows().customers(since.keySet());
        List<SegmentMember> members = new ArrayList<>();
        since.forEach((profile, instant) ->
                members.add(new SegmentMember(profile.value(), Optional.ofNullable(customers.get(profile)), instant)));
        return members;
    }
}
