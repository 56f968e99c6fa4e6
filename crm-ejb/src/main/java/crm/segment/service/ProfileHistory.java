package crm.segment.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import crm.condition.evaluation.CompiledCondition;
import crm.condition.evaluation.Evaluation;
import crm.condition.evaluation.Events;
import crm.condition.evaluation.Fact;
import crm.condition.evaluation.History;
import crm.condition.evaluation.Micros;
import crm.condition.evaluation.PastEvent;
import crm.condition.evaluation.PastEvents;
import crm.condition.evaluation.State;
import crm.condition.evaluation.Values;
import crm.condition.evaluation.Verdict;
import crm.ingest.entity.Event;
import crm.ingest.entity.Identity;
import crm.profile.entity.ProfileId;
import crm.profile.rfm.ThresholdsInForce;
import crm.profile.service.ProfileReplay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A profile as its events in the timeline tell it. What is known of it at an instant is what its events until then say,
 * wherever they came from and whenever they came. Not thread-safe.
 */
final class ProfileHistory implements History {

    private final ProfileId profile;
    private final long firstSeen;
    private final Set<String> names;
    private final InForce inForce;
    private final ThresholdsInForce thresholds;
    private final Evaluation evaluation;
    private final Predicate<String> grantedUnsaid;
    private final NavigableMap<Instant, Optional<Integer>> clusters;
    private final List<Event> all;
    private final Map<String, Events> byType = new HashMap<>();
    private final Map<Set<String>, Facts> facts = new HashMap<>();

    /** What some types of events say one after the other. */
    private record Facts(List<Long> times, ProfileReplay replay) {

        static Facts of(List<Event> events) {
            List<Long> times = events.stream()
                    .map(event -> Micros.of(event.stamp().time()))
                    .toList();
            return new Facts(times, new ProfileReplay(events));
        }

        int until(long at) {
            int many = 0;
            while (many < times.size() && times.get(many) <= at) {
                many++;
            }
            return many;
        }

        long next(int many) {
            return many < times.size() ? times.get(many) : Micros.NEVER;
        }
    }

    /**
     * @param names namespaces of the identity that the profile was made for
     * @param evaluation which is, or will be, about this
     * @param clusters since when in which group of those that were found
     * @param events in any order, each once
     */
    ProfileHistory(
            ProfileId profile,
            long firstSeen,
            Set<String> names,
            InForce inForce,
            ThresholdsInForce thresholds,
            Evaluation evaluation,
            Predicate<String> grantedUnsaid,
            NavigableMap<Instant, Optional<Integer>> clusters,
            Collection<Event> events) {
        this.profile = profile;
        this.firstSeen = firstSeen;
        this.names = names;
        this.inForce = inForce;
        this.thresholds = thresholds;
        this.evaluation = evaluation;
        this.grantedUnsaid = grantedUnsaid;
        this.clusters = clusters;
        this.all = new ArrayList<>(events);
        all.sort(Comparator.comparing(Event::stamp));
    }

    @Override
    public long firstSeen() {
        return firstSeen;
    }

    @Override
    public Events events(String type) {
        return byType.computeIfAbsent(
                type,
                wanted -> PastEvents.of(all.stream()
                        .filter(event -> event.type().equals(wanted))
                        .map(event -> new PastEvent(
                                Micros.of(event.stamp().time()),
                                event.stamp().source(),
                                event.stamp().id(),
                                Words.json(event.data())))
                        .toList()));
    }

    @Override
    public State state(Fact fact, long at) {
        if (fact instanceof Fact.Segment segment) {
            return segment(segment.key(), at);
        }
        if (FactSources.ofCluster(fact)) {
            return ClusterFacts.state(fact, clusters, at);
        }
        Optional<Set<String>> sources = FactSources.of(fact);
        if (sources.isPresent() && sources.get().isEmpty()) {
            return State.MISSING;
        }
        Facts known = facts(sources);
        int many = known.until(at);
        if (FactSources.ofRfm(fact)) {
            return names.contains(Identity.ANONYMOUS_ID)
                    ? State.MISSING // a visitor, nobody's customer yet
                    : RfmFacts.state(fact, thresholds, known.replay().buying(many), at, known.next(many));
        }
        return new State(value(fact, known.replay(), many, at), known.next(many));
    }

    private Facts facts(Optional<Set<String>> sources) {
        return facts.computeIfAbsent(
                sources.orElse(Set.of()),
                none -> Facts.of(all.stream()
                        .filter(event -> sources.isEmpty() || sources.get().contains(event.type()))
                        .toList()));
    }

    private JsonNode value(Fact fact, ProfileReplay replay, int many, long at) {
        if (fact instanceof Fact.Trait trait) {
            return Values.at(replay.view(many), trait.path());
        } else if (fact instanceof Fact.Consent consent) {
            return flag(replay.consent(many, consent.purpose()).orElseGet(() -> grantedUnsaid.test(consent.purpose())));
        } else if (fact instanceof Fact.Identity identity) {
            return flag((names.contains(identity.namespace()) && at >= firstSeen)
                    || replay.named(many, identity.namespace()));
        }
        return MissingNode.getInstance();
    }

    private static JsonNode flag(boolean value) {
        return JsonNodeFactory.instance.booleanNode(value);
    }

    /** As it is defined, also while its members stay who they were. */
    private State segment(String key, long at) {
        Optional<CompiledCondition> other = inForce.set().find(key);
        if (other.isEmpty()) {
            return State.FALSE;
        }
        Verdict verdict = evaluation.evaluate(other.get(), at);
        return new State(flag(verdict.member()), verdict.until());
    }

    @Override
    public String profileId() {
        return profile.value().toString();
    }
}
