package crm.segment.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import crm.condition.evaluation.CompiledCondition;
import crm.condition.evaluation.Evaluation;
import crm.condition.evaluation.Events;
import crm.condition.evaluation.Fact;
import crm.condition.evaluation.History;
import crm.condition.evaluation.Micros;
import crm.condition.evaluation.PastEvent;
import crm.condition.evaluation.PastEvents;
import crm.condition.evaluation.State;
import crm.condition.evaluation.Verdict;
import crm.ingest.entity.Event;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Stamp;
import crm.profile.entity.ProfileId;
import crm.profile.rfm.ThresholdsInForce;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A profile as its events in the timeline tell it. What is known of it at an instant is what its events until then say,
 * wherever they came from and whenever they came. Grows by what comes. Not thread-safe.
 */
final class ProfileHistory implements History {

    private static final int BYTES_OF_AN_EVENT = 600;

    private final ProfileId profile;
    private final Set<String> names;
    private final InForce inForce;
    private final ThresholdsInForce thresholds;
    private final Predicate<String> grantedUnsaid;
    private final NavigableMap<Instant, Optional<Integer>> clusters;
    /** Those from which facts follow. */
    private final List<Event> telling = new ArrayList<>();

    private final Map<String, List<Fresh>> unread = new HashMap<>();
    private final Map<String, PastEvents> read = new HashMap<>();
    private final Map<Set<String>, FactCourses> facts = new HashMap<>();
    private long firstSeen = Micros.NEVER;
    private Evaluation evaluation;
    private long events;

    /** An event, and its data once somebody has read it. */
    static final class Fresh {

        private final Event event;
        private JsonNode data;

        Fresh(Event event) {
            this.event = event;
        }

        Event event() {
            return event;
        }

        JsonNode data() {
            if (data == null) {
                data = Words.json(event.data());
            }
            return data;
        }
    }

    /**
     * @param names namespaces of the identity that the profile was made for
     * @param clusters since when in which group of those that were found
     */
    ProfileHistory(
            ProfileId profile,
            Set<String> names,
            InForce inForce,
            ThresholdsInForce thresholds,
            NavigableMap<Instant, Optional<Integer>> clusters,
            Predicate<String> grantedUnsaid) {
        this.profile = profile;
        this.names = names;
        this.inForce = inForce;
        this.thresholds = thresholds;
        this.clusters = clusters;
        this.grantedUnsaid = grantedUnsaid;
    }

    /**
     * More events, none of which it has.
     *
     * @return whether each came after those of its type
     */
    boolean add(List<Fresh> fresh) {
        fresh.sort(Comparator.comparing(one -> one.event().stamp()));
        boolean atTheEnd = true;
        for (Fresh one : fresh) {
            if (inForce.everything().tells(one.event().type())) {
                tell(one.event());
            }
            if (inForce.everything().types().contains(one.event().type())) {
                atTheEnd &= look(one);
            }
        }
        return atTheEnd;
    }

    private void tell(Event event) {
        events++;
        boolean last =
                telling.isEmpty() || telling.get(telling.size() - 1).stamp().compareTo(event.stamp()) < 0;
        telling.add(event);
        if (last) {
            facts.values().forEach(some -> some.add(event));
        } else {
            telling.sort(Comparator.comparing(Event::stamp));
            facts.clear();
        }
    }

    private boolean look(Fresh one) {
        events++;
        PastEvents known = read.get(one.event().type());
        if (known != null) {
            return known.add(past(one));
        }
        unread.computeIfAbsent(one.event().type(), none -> new ArrayList<>()).add(one);
        return true;
    }

    private PastEvent past(Fresh one) {
        Stamp stamp = one.event().stamp();
        return new PastEvent(
                Micros.of(stamp.time()),
                stamp.source(),
                stamp.id(),
                inForce.set().dependencies().project(one.event().type(), one.data()));
    }

    /** Who asks, and the time of the first event of any type. */
    void askedBy(Evaluation other, long first) {
        evaluation = other;
        firstSeen = first;
    }

    @Override
    public long firstSeen() {
        return firstSeen;
    }

    @Override
    public Events events(String type) {
        return read.computeIfAbsent(type, none -> {
            List<Fresh> waiting = unread.remove(type);
            return PastEvents.of(
                    waiting == null
                            ? List.of()
                            : waiting.stream().map(this::past).toList());
        });
    }

    @Override
    public State state(Fact fact, long at) {
        if (fact instanceof Fact.Segment segment) {
            return segment(segment.key(), at);
        }
        if (FactSources.ofCluster(fact)) {
            return ClusterFacts.state(fact, clusters, at);
        }
        Optional<CompiledCondition> measure = inForce.trait(fact);
        if (measure.isPresent()) {
            return OwnTraits.state(fact, evaluation.measure(measure.get(), at));
        }
        Optional<Set<String>> sources = FactSources.of(fact);
        if (sources.isPresent() && sources.get().isEmpty()) {
            return State.MISSING;
        }
        if (fact instanceof Fact.Identity identity && names.contains(identity.namespace())) {
            return at < firstSeen ? new State(BooleanNode.FALSE, firstSeen) : State.TRUE;
        }
        FactCourses known = facts.computeIfAbsent(
                sources.orElse(Set.of()), none -> new FactCourses(sources, inForce.facts(), telling, grantedUnsaid));
        if (!FactSources.ofRfm(fact)) {
            return known.state(fact, at);
        }
        return names.contains(Identity.ANONYMOUS_ID)
                ? State.MISSING // a visitor, nobody's customer yet
                : known.buying(at, (bought, next) -> RfmFacts.state(fact, thresholds, bought, at, next));
    }

    /** As it is defined, also while its members stay who they were. */
    private State segment(String key, long at) {
        Optional<CompiledCondition> other = inForce.set().find(key);
        if (other.isEmpty()) {
            return State.FALSE;
        }
        Verdict verdict = evaluation.evaluate(other.get(), at);
        return new State(BooleanNode.valueOf(verdict.member()), verdict.until());
    }

    @Override
    public String profileId() {
        return profile.value().toString();
    }

    /** Another one, without some events. */
    ProfileHistory without(Collection<Fresh> some) {
        Set<Stamp> gone = new HashSet<>();
        some.forEach(one -> gone.add(one.event().stamp()));
        ProfileHistory other = new ProfileHistory(profile, names, inForce, thresholds, clusters, grantedUnsaid);
        telling.stream().filter(event -> !gone.contains(event.stamp())).forEach(other.telling::add);
        Set<String> keys = new HashSet<>();
        gone.forEach(stamp -> keys.add(stamp.source() + '\n' + stamp.id()));
        inForce.everything().types().forEach(type -> other.read.put(type, ((PastEvents) events(type)).without(keys)));
        return other;
    }

    /** About how much room it takes. */
    long bytes() {
        return BYTES_OF_AN_EVENT * events;
    }
}
