package crm.operations.worker;

import crm.ingest.entity.Bulletin;
import crm.ingest.entity.Hold;
import crm.ingest.entity.LogAway;
import crm.ingest.entity.PartitionId;
import crm.ingest.entity.PartitionLog;
import crm.ingest.entity.ScaleBounds;
import crm.ingest.entity.Scope;
import crm.ingest.entity.SeekMove;
import crm.ingest.entity.SeekTarget;
import crm.ingest.service.BulletinBoard;
import crm.ingest.service.GroupDecisions;
import crm.ingest.service.HeldKeyDesk;
import crm.ingest.worker.GroupTopics;
import crm.operations.entity.KeySought;
import crm.operations.entity.SeekPoint;
import crm.operations.entity.SteeringRefused;
import crm.operations.entity.SteeringRefused.Reason;
import crm.operations.service.GroupSteering;
import crm.privacy.entity.Act;
import crm.privacy.service.AuditTrail;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.Local;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What operators do with groups. The log is asked before the database, so that no row is locked while it answers. */
@Stateless
@Local(GroupSteering.class)
public class Steering implements GroupSteering {

    /** The workers of one group that one node has threads for. */
    private static final int MOST_ON_A_NODE = 64;

    @EJB
    private GroupDecisions decisions;

    @Inject
    private GroupTopics topics;

    @EJB
    private HeldKeyDesk keys;

    @EJB
    private KeySeeking keySeeking;

    @EJB
    private BulletinBoard board;

    @EJB
    private AuditTrail audit;

    @Resource
    private SessionContext caller;

    @Override
    public void pause(String group, Scope scope) {
        check(group, scope);
        decisions.hold(
                group, scope, Hold.Reason.PAUSED, caller.getCallerPrincipal().getName());
        audit.act(act("group.paused", group, scope));
    }

    @Override
    public void resume(String group, Scope scope) {
        check(group, scope);
        decisions.lift(group, scope, Hold.Reason.BROKEN);
        if (!decisions.lift(group, scope, Hold.Reason.PAUSED)) {
            throw new SteeringRefused(
                    Reason.CONFLICT,
                    "",
                    "More than this is paused: the topic or the group as a whole. Resume that, then pause what shall stand"
                            + " still.");
        }
        audit.act(act("group.resumed", group, scope));
    }

    @Override
    public void pauseKey(String group, Scope scope, String key) {
        keys.hold(group, topicsOfKey(group, scope), key);
    }

    @Override
    public void resumeKey(String group, Scope scope, String key) {
        keys.release(group, topicsOfKey(group, scope), key);
    }

    private Set<String> topicsOfKey(String group, Scope scope) {
        Map<String, Integer> known = check(group, scope);
        // Wherever a producer put it: a partition that is named, too, must be there and narrows nothing.
        return scope.topic().isEmpty() ? known.keySet() : Set.of(scope.topic());
    }

    @Override
    public void workers(String group, int count, Optional<ScaleBounds> bounds) {
        check(group, Scope.GROUP);
        int most = MOST_ON_A_NODE * Math.max(1, nodes(group).nodes().size());
        if (count < 0 || count > most) {
            throw SteeringRefused.impossible("/count", "The nodes that run now take 0 to " + most + " workers.");
        }
        decisions.workers(
                group, OptionalInt.of(bounds.map(scale -> scale.within(count)).orElse(count)), bounds);
        Act act = new Act("group.workers_set", "group:" + group).with("count", count);
        audit.act(bounds.map(scale -> act.with("scale", scale.min() + " to " + scale.max()))
                .orElse(act));
    }

    @Override
    public void workersByConfiguration(String group) {
        check(group, Scope.GROUP);
        decisions.workers(group, OptionalInt.empty(), Optional.empty());
        audit.act(new Act("group.workers_set", "group:" + group).with("count", "by configuration"));
    }

    private Bulletin nodes(String group) {
        return board.read(Set.of(group));
    }

    @Override
    public List<SeekMove> preview(String group, Scope scope, SeekPoint to) {
        return decisions.preview(group, targets(group, scope, to));
    }

    @Override
    public List<SeekMove> seek(String group, Scope scope, SeekPoint to) {
        List<SeekMove> moves = decisions.seek(group, targets(group, scope, to));
        audit.act(act("group.sought", group, scope)
                .with("to", to)
                .with("again", moves.stream().mapToLong(SeekMove::again).sum())
                .with("skipped", moves.stream().mapToLong(SeekMove::skipped).sum()));
        return moves;
    }

    @Override
    public KeySought previewKey(String group, Scope scope, String key, SeekPoint to) {
        return keySeeking.preview(group, scope, partitionsOfOne(group, scope), key, to);
    }

    @Override
    public KeySought seekKey(String group, Scope scope, String key, SeekPoint to) {
        KeySought sought = keySeeking.seek(group, scope, partitionsOfOne(group, scope), key, to);
        audit.act(act("key.sought", group, Scope.partition(sought.partition()))
                .with("to", to)
                .with("offset", sought.to())
                .with("again", sought.again())
                .with("skipped", sought.skipped())
                .withPersonal("key", key));
        return sought;
    }

    private int partitionsOfOne(String group, Scope scope) {
        Map<String, Integer> known = check(group, scope);
        if (scope.topic().isEmpty()) {
            throw SteeringRefused.impossible("/topic", "A key has its order in one topic: name it.");
        }
        return known.get(scope.topic());
    }

    private List<SeekTarget> targets(String group, Scope scope, SeekPoint to) {
        Map<String, Integer> known = check(group, scope);
        if (to.to() == SeekPoint.To.OFFSET && scope.topic().isEmpty()) {
            throw SteeringRefused.impossible(
                    "/topic", "An offset is one of a partition: name it and its topic, or go to a time.");
        }
        List<PartitionLog> logs = topics.logs(partitions(scope, known));
        return switch (to.to()) {
            case EARLIEST ->
                logs.stream().map(log -> new SeekTarget(log, log.begin())).toList();
            case LATEST ->
                logs.stream().map(log -> new SeekTarget(log, log.end())).toList();
            case OFFSET -> logs.stream().map(log -> at(log, to.offset(), scope)).toList();
            case TIME -> since(logs, to.time().orElseThrow());
        };
    }

    /** Several partitions have several ranges, so there the nearest is meant. */
    private static SeekTarget at(PartitionLog log, long offset, Scope scope) {
        boolean there = offset >= log.begin() && offset <= log.end();
        if (!there && scope.partition() != Scope.ALL) {
            throw SteeringRefused.impossible(
                    "/value", "This partition has the offsets " + log.begin() + " to " + log.end() + ".");
        }
        return new SeekTarget(log, Math.max(log.begin(), Math.min(log.end(), offset)));
    }

    private List<SeekTarget> since(List<PartitionLog> logs, Instant time) {
        Map<PartitionId, Long> offsets =
                topics.since(logs.stream().map(PartitionLog::partition).toList(), time);
        return logs.stream()
                .map(log -> new SeekTarget(log, offsets.getOrDefault(log.partition(), log.end())))
                .toList();
    }

    /** All that the scope covers; while the log has not told of one of its topics none is moved. */
    private static List<PartitionId> partitions(Scope scope, Map<String, Integer> known) {
        return known.entrySet().stream()
                .filter(topic -> scope.topic().isEmpty() || scope.topic().equals(topic.getKey()))
                .flatMap(topic -> partitions(topic.getKey(), topic.getValue()))
                .filter(scope::covers)
                .toList();
    }

    private static Stream<PartitionId> partitions(String topic, int count) {
        if (count == 0) {
            throw new LogAway();
        }
        return IntStream.range(0, count).mapToObj(number -> new PartitionId(topic, number));
    }

    private Map<String, Integer> check(String group, Scope scope) {
        Map<String, Integer> known = topics.of(group)
                .orElseThrow(() -> SteeringRefused.unknown("", "There is no consumer group of this name."));
        if (!scope.topic().isEmpty()) {
            Integer partitions = known.get(scope.topic());
            if (partitions == null) {
                throw SteeringRefused.unknown("/topic", "The group does not read a topic of this name.");
            } else if (partitions > 0 && scope.partition() >= partitions) {
                throw SteeringRefused.unknown(
                        "/partition", "The topic has the partitions 0 to " + (partitions - 1) + ".");
            }
        }
        return known;
    }

    private static Act act(String action, String group, Scope scope) {
        Act act = new Act(action, "group:" + group);
        if (!scope.topic().isEmpty()) {
            act = act.with("topic", scope.topic());
        }
        return scope.partition() == Scope.ALL ? act : act.with("partition", scope.partition());
    }
}
