package crm.condition.language;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a {@code window}. */
final class WindowReader {

    private static final List<String> KINDS = List.of("last", "between", "since", "calendar", "lifetime");

    private WindowReader() {}

    static Optional<Window> read(Place at) {
        if (!at.isThere() || !at.isObject()) {
            return Optional.empty();
        }
        List<String> kinds = KINDS.stream().filter(at::has).toList();
        if (kinds.isEmpty()) {
            at.hasKeys(
                    List.of(), Stream.concat(KINDS.stream(), Stream.of("until")).toList());
            return at.wrong("missing_field", "must have one of " + String.join(", ", KINDS));
        }
        String kind = kinds.get(0);
        at.hasKeys(List.of(), kind.equals("since") ? List.of("since", "until") : List.of(kind));
        return switch (kind) {
            case "last" -> at.at("last").duration(false).map(Window.Last::new);
            case "between" -> between(at.at("between"));
            case "since" -> since(at);
            case "calendar" ->
                at.at("calendar")
                        .word(
                                CalendarPeriod::of,
                                Stream.of(CalendarPeriod.values())
                                        .map(CalendarPeriod::word)
                                        .toList())
                        .map(Window.Calendar::new);
            default -> lifetime(at.at("lifetime"));
        };
    }

    private static Optional<Window> between(Place at) {
        Optional<List<Place>> ends = at.list(2, 2);
        if (ends.isEmpty()) {
            return Optional.empty();
        }
        Optional<Duration> from = ends.get().get(0).duration(false);
        Optional<Duration> to = ends.get().get(1).duration(true);
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        return from.get().compareTo(to.get()) <= 0
                ? at.wrong("out_of_range", "must have the longer duration first")
                : Optional.of(new Window.Between(from.get(), to.get()));
    }

    private static Optional<Window> since(Place at) {
        Optional<Moment> since = at.at("since").moment();
        Optional<Moment> until = at.has("until") ? at.at("until").moment() : Optional.empty();
        if (since.isEmpty() || (at.has("until") && until.isEmpty())) {
            return Optional.empty();
        }
        // A day can begin a day earlier or later than elsewhere; what is empty by more than that is a mistake.
        return until.isPresent() && !isBefore(since.get(), until.get())
                ? at.at("until").wrong("out_of_range", "must be later than since")
                : Optional.of(new Window.Since(since.get(), until));
    }

    private static boolean isBefore(Moment since, Moment until) {
        boolean mixed = !since.getClass().equals(until.getClass());
        Duration slack = mixed ? Duration.ofDays(1) : Duration.ZERO;
        return since.in(ZoneOffset.UTC).isBefore(until.in(ZoneOffset.UTC).plus(slack));
    }

    private static Optional<Window> lifetime(Place at) {
        Optional<Boolean> lifetime = at.flag();
        return lifetime.isPresent() && !lifetime.get()
                ? at.wrong("unknown_value", "must be true")
                : lifetime.map(all -> Window.Lifetime.LIFETIME);
    }
}
