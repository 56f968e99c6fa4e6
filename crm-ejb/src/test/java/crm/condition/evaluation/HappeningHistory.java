package crm.condition.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import crm.condition.evaluation.PlainOracle.Happening;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A history as it arrives: in any order, with duplicates. Facts are kept by the time since when they are so. */
final class HappeningHistory implements History {

    private final Map<String, List<PastEvent>> events = new HashMap<>();
    private final Map<String, List<Happening>> facts = new TreeMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Dependencies dependencies;
    private long firstSeen = Micros.NEVER;

    HappeningHistory(Dependencies dependencies) {
        this.dependencies = dependencies;
    }

    void add(Happening one) {
        if (!seen.add(one.source() + " " + one.id())) {
            return;
        }
        if (one.type().startsWith("fact:")) {
            facts.computeIfAbsent(one.type(), none -> new ArrayList<>()).add(one);
            return;
        }
        firstSeen = Math.min(firstSeen, Micros.of(one.time()));
        JsonNode kept = dependencies.project(one.type(), one.data());
        events.computeIfAbsent(one.type(), none -> new ArrayList<>())
                .add(new PastEvent(Micros.of(one.time()), one.source(), one.id(), kept));
    }

    @Override
    public long firstSeen() {
        return firstSeen;
    }

    @Override
    public Events events(String type) {
        return PastEvents.of(events.getOrDefault(type, List.of()));
    }

    @Override
    public State state(Fact fact, long at) {
        List<Happening> all = new ArrayList<>(facts.getOrDefault(name(fact), List.of()));
        all.sort(Comparator.comparing(Happening::time)
                .thenComparing(Happening::source)
                .thenComparing(Happening::id));
        State state = State.MISSING;
        for (Happening one : all) {
            long time = Micros.of(one.time());
            if (time > at) {
                return new State(state.value(), time);
            }
            state = new State(one.data(), Micros.NEVER);
        }
        return state;
    }

    private static String name(Fact fact) {
        if (fact instanceof Fact.Trait trait) {
            return "fact:trait:" + trait.path();
        } else if (fact instanceof Fact.Identity identity) {
            return "fact:identity:" + identity.namespace();
        } else if (fact instanceof Fact.Consent consent) {
            return "fact:consent:" + consent.purpose();
        } else if (fact instanceof Fact.Segment segment) {
            return "fact:segment:" + segment.key();
        } else if (fact instanceof Fact.OpenRecords records) {
            return "fact:record:" + records.kind().word();
        }
        return "fact:rfm";
    }

    @Override
    public String profileId() {
        return "p";
    }
}
