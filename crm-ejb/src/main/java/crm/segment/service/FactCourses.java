package crm.segment.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import crm.condition.evaluation.Fact;
import crm.condition.evaluation.Micros;
import crm.condition.evaluation.State;
import crm.condition.evaluation.Values;
import crm.ingest.entity.Event;
import crm.profile.rfm.Buying;
import crm.profile.service.ProfileReplay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The facts of a profile that follow from the same types of events, and when each became another. All are followed together, once
 * over the events, from the earliest instant that somebody asked for. Not thread-safe.
 */
final class FactCourses {

    /** The types of events; empty for all. */
    private final Optional<Set<String>> sources;

    private final Predicate<String> grantedUnsaid;
    private final List<Long> times = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final ProfileReplay replay = new ProfileReplay(events);
    private final Map<Fact, Course<JsonNode>> courses = new HashMap<>();
    private final Course<Buying> buying = new Course<>();
    private OpenConsultations consultations = new OpenConsultations();
    private boolean buys;
    private boolean consulted;
    private int first = Course.NEVER;
    private int told;

    /**
     * @param facts that are asked for; those of other types of events are left out
     * @param telling events in the order of their stamps, of all types
     */
    FactCourses(Optional<Set<String>> sources, Set<Fact> facts, List<Event> telling, Predicate<String> grantedUnsaid) {
        this.sources = sources;
        this.grantedUnsaid = grantedUnsaid;
        facts.stream().filter(fact -> FactSources.of(fact).equals(sources)).forEach(this::follow);
        telling.forEach(this::add);
    }

    private void follow(Fact fact) {
        if (FactSources.ofRfm(fact)) {
            buys = true;
        } else {
            consulted |= FactSources.ofConsultations(fact);
            courses.put(fact, new Course<>());
        }
    }

    /** The next event in time. */
    void add(Event event) {
        if (sources.isEmpty() || sources.get().contains(event.type())) {
            times.add(Micros.of(event.stamp().time()));
            events.add(event);
        }
    }

    /** What a fact is at an instant, and until when. */
    State state(Fact fact, long at) {
        int many = until(at);
        know(many);
        Course<JsonNode> course = courses.get(fact);
        return new State(course.after(many), time(course.next(many)));
    }

    /** What was bought until an instant, and when more is. */
    <T> T buying(long at, Bought<T> taker) {
        int many = until(at);
        know(many);
        return taker.take(buying.after(many), time(buying.next(many)));
    }

    /** Makes something of it. */
    interface Bought<T> {
        T take(Buying bought, long until);
    }

    private int until(long at) {
        int low = 0;
        int high = times.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times.get(middle) <= at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Of the last of so many events. */
    private long time(int many) {
        return many == Course.NEVER ? Micros.NEVER : times.get(many - 1);
    }

    private void know(int many) {
        if (many < first) {
            first = many;
            begin();
        }
        while (told < events.size()) {
            next();
            courses.forEach((fact, course) -> course.add(told, value(fact)));
            if (buys) {
                buying.add(told, replay.buying(told));
            }
        }
    }

    private void begin() {
        courses.values().forEach(Course::clear);
        buying.clear();
        consultations = new OpenConsultations();
        told = -1;
        while (told < first - 1) {
            next();
        }
    }

    private void next() {
        told++;
        if (consulted && told > 0) {
            consultations.add(events.get(told - 1));
        }
    }

    private JsonNode value(Fact fact) {
        if (fact instanceof Fact.Trait trait) {
            return Values.at(replay.view(told), trait.path());
        } else if (fact instanceof Fact.Consent consent) {
            return BooleanNode.valueOf(
                    replay.consent(told, consent.purpose()).orElseGet(() -> grantedUnsaid.test(consent.purpose())));
        } else if (fact instanceof Fact.Identity identity) {
            return BooleanNode.valueOf(replay.named(told, identity.namespace()));
        }
        return FactSources.ofConsultations(fact) ? consultations.list() : MissingNode.getInstance();
    }
}
