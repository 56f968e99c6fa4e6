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
            case ACTIVE_DAYS -> new Tallies.Distinct(Column.days(selection, zone));
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
        long next = slide.next();
        for (int i = 0; i < PATIENCE && next != Micros.NEVER; i++) {
            slide.moveTo(next);
            if (slide.holds() != holds) {
                return next;
            }
            next = slide.next();
        }
        return next;
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
