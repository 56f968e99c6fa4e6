package crm.condition.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import crm.condition.language.Condition;
import crm.condition.language.Measure;
import crm.condition.language.PropertyPath;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A measure over the events of a window. */
final class MeasureLeaf extends Leaf {

    /** So many events further it is looked at each time. */
    private static final int SLIDES = 64;

    private final Selector selector;
    private final Measure measure;
    private final Optional<PropertyPath> property;
    private final Optional<String> currency;
    private final boolean byCurrency;
    private final Span span;
    private final NumberCheck test;
    private final ZoneId zone;

    MeasureLeaf(int place, Selector selector, Condition.Event event, ZoneId zone) {
        super(place);
        this.selector = selector;
        this.measure = event.measure();
        this.property = event.property();
        this.currency = event.currency();
        this.byCurrency = event.byCurrency();
        this.span = Span.of(event.window(), zone);
        this.test = new NumberCheck(event.is());
        this.zone = zone;
    }

    /** The events that are in, and what they come to, at an instant that moves forward. */
    private final class Slide {

        private final Selection selection;
        private final Tally tally;
        private int from;
        private int to;

        Slide(Selection selection, long at) {
            this.selection = selection;
            this.tally = tally(selection);
            this.to = selection.countUntil(span.last(at));
            this.from = Math.min(to, selection.firstNotBefore(span.first(at)));
            tally.start(from, to);
        }

        boolean holds() {
            return tally.holds(test);
        }

        /** When the next event comes in or goes. */
        long next() {
            long enters = to < selection.size() ? span.enters(selection.time(to)) : Micros.NEVER;
            return from < to ? Math.min(enters, span.leaves(selection.time(from))) : enters;
        }

        /** Of what only becomes less from now on: when the answer is another. */
        long end(boolean holds) {
            int same = from;
            int other = to + 1;
            while (other - same > 1) {
                int middle = (same + other) >>> 1;
                tally.start(middle, to);
                if (tally.holds(test) == holds) {
                    same = middle;
                } else {
                    other = middle;
                }
            }
            return other > to ? Micros.NEVER : span.leaves(selection.time(other - 1));
        }

        void moveTo(long at) {
            for (; to < selection.size() && span.enters(selection.time(to)) <= at; to++) {
                tally.add(to);
            }
            for (; from < to && span.leaves(selection.time(from)) <= at; from++) {
                tally.remove(from);
            }
        }
    }

    private Tally tally(Selection selection) {
        return switch (measure) {
            case COUNT -> new Tallies.Count();
            case DISTINCT -> new Tallies.Distinct(Column.values(selection, property.orElseThrow()));
            case ACTIVE_DAYS -> new Tallies.Days(Column.days(selection, zone));
            default -> ofNumbers(selection);
        };
    }

    private Tally ofNumbers(Selection selection) {
        Column.Numbers column = Column.numbers(selection, property.orElseThrow());
        return byCurrency
                ? new Tallies.ByCurrency(Column.currencies(selection), () -> Tallies.ofNumbers(measure, column))
                : Tallies.ofNumbers(measure, column);
    }

    @Override
    boolean holdsAt(Evaluation about, long at) {
        return new Slide(about.selection(selector, at), at).holds();
    }

    @Override
    long changesAfter(Evaluation about, long at, boolean holds) {
        if (selector.filter().moves()) {
            return super.changesAfter(about, at, holds);
        }
        Slide slide = new Slide(about.selection(selector, at), at);
        if (slide.to == slide.selection.size() && test.isOneSided() && isSummed(slide.selection)) {
            return slide.end(holds);
        }
        long next = slide.next();
        for (int i = 0; i < SLIDES && next != Micros.NEVER; i++) {
            slide.moveTo(next);
            if (slide.holds() != holds) {
                return next;
            }
            next = slide.next();
        }
        return next;
    }

    /** Whether it never grows as events go, and is told of any events without looking at each. */
    private boolean isSummed(Selection selection) {
        return !byCurrency && measure != Measure.DISTINCT && grows(selection) && measure != Measure.MAX;
    }

    /** Whether it never becomes less by one event more. */
    private boolean grows(Selection selection) {
        return switch (measure) {
            case COUNT, DISTINCT, ACTIVE_DAYS -> true;
            case MAX -> test.isAtLeast(); // of nothing nothing holds
            case SUM -> !Column.numbers(selection, property.orElseThrow()).isNegative(selection.size());
            default -> false;
        };
    }

    /**
     * What only grows with each event is told without looking ahead: it goes on to hold where it must be at least so much; and
     * does not where it is too little even of all that was in between the instants together, and nothing is yet to come in.
     */
    @Override
    boolean stays(Evaluation about, long from, long to, boolean held) {
        if (selector.filter().moves() || byCurrency || !test.isOneSided()) {
            return false;
        }
        Selection selection = about.selection(selector, to);
        if (!grows(selection)) {
            return false;
        }
        if (held == test.isAtLeast()) {
            return true;
        }
        int end = selection.countUntil(span.last(to));
        if (end < selection.size()) {
            return false;
        }
        Tally tally = tally(selection);
        tally.start(Math.min(end, selection.firstNotBefore(span.first(from))), end);
        return tally.holds(test) == held;
    }

    /** What it comes to; missing where there is nothing to measure. Amounts of a currency are told with it. */
    State state(Evaluation about, long at) {
        Slide slide = new Slide(about.selection(selector, at), at);
        long until = selector.filter().moves() ? candidateAfter(about, at) : slide.next();
        return new State(slide.tally.value().map(this::told).orElse(MissingNode.getInstance()), until);
    }

    private JsonNode told(BigDecimal number) {
        return currency.isPresent() && measure.isOfNumbers()
                ? JsonNodeFactory.instance
                        .objectNode()
                        .put("currency", currency.get())
                        .put("amount", Values.plain(number))
                : JsonNodeFactory.instance.numberNode(number);
    }

    /** Also those events that the filter does not let in now may come in. */
    @Override
    long candidateAfter(Evaluation about, long at) {
        return about.candidateOfAll(selector, span, at);
    }

    @Override
    List<Selector> selectors() {
        return List.of(selector);
    }

    @Override
    List<Evidence> evidence(Evaluation about, long at) {
        Slide slide = new Slide(about.selection(selector, at), at);
        List<Evidence> evidence = new ArrayList<>();
        Optional<BigDecimal> value = slide.tally.value();
        value.ifPresent(number -> evidence.add(Evidence.measured(measure, number)));
        for (int i = Math.max(slide.from, slide.to - Evidence.MOST_EVENTS); i < slide.to; i++) {
            evidence.add(Evidence.event(selector.type(), slide.selection, i));
        }
        return evidence;
    }
}
