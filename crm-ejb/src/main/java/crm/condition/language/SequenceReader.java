package crm.condition.language;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a {@code sequence}. */
final class SequenceReader {

    /** Steps of a sequence at most. */
    static final int MOST_STEPS = 6;

    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]{0,49}";

    private final WhereReader events;
    private final Map<String, String> named = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();

    SequenceReader(WhereReader events) {
        this.events = events;
    }

    Optional<Condition> read(Place at) {
        if (!at.hasKeys(List.of("window", "steps"), List.of())) {
            return Optional.empty();
        }
        Optional<Window> window = WindowReader.read(at.at("window"));
        Place list = at.at("steps");
        if (list.isList() && list.elements().size() > MOST_STEPS) {
            return list.wrong("too_many_steps", "must have at most " + MOST_STEPS + " steps");
        }
        Optional<List<Place>> places = list.isThere() ? list.list(1, MOST_STEPS) : Optional.empty();
        if (places.isEmpty()) {
            return Optional.empty();
        }
        for (int i = 0; i < places.get().size(); i++) {
            step(places.get().get(i), i == 0).ifPresent(steps::add);
        }
        return window.isEmpty() || steps.size() < places.get().size()
                ? Optional.empty()
                : Optional.of(new Condition.Sequence(window.get(), steps));
    }

    private Optional<Step> step(Place at, boolean first) {
        if (!at.hasKeys(List.of("type"), List.of("as", "where", "negate", "within"))) {
            return Optional.empty();
        }
        Optional<String> type = events.type(at);
        Optional<List<PropertyCheck>> where = events.where(at, type, new References(named, true));
        Optional<Boolean> negate = at.has("negate") ? at.at("negate").flag() : Optional.of(false);
        Optional<Duration> within = at.at("within").duration(false);
        Optional<String> as = name(at, negate.orElse(false));
        if (first) {
            ofFirst(at, negate.orElse(false));
        }
        as.ifPresent(name -> named.put(name, type.orElse("")));
        boolean whole = type.isPresent() && where.isPresent() && negate.isPresent();
        return whole && within.isPresent() == at.has("within") && as.isPresent() == at.has("as")
                ? Optional.of(new Step(as, type.get(), where.get(), negate.get(), within))
                : Optional.empty();
    }

    private static void ofFirst(Place at, boolean negated) {
        if (negated) {
            at.at("negate").wrong("not_allowed", "needs a step before it, after which there is no such event");
        }
        if (at.has("within")) {
            at.at("within").wrong("not_allowed", "counts from the step before; the first step has none");
        }
    }

    private Optional<String> name(Place at, boolean negated) {
        Place as = at.at("as");
        if (!at.has("as")) {
            return Optional.empty();
        }
        Optional<String> name = as.name(50);
        if (name.isPresent() && !name.get().matches(NAME)) {
            return as.wrong("wrong_type", "must be letters, digits and underscores");
        }
        if (name.isPresent() && named.containsKey(name.get())) {
            return as.wrong("not_allowed", "is the name of an earlier step");
        }
        return name.isPresent() && negated ? as.wrong("not_allowed", "names an event; a negated step has none") : name;
    }
}
