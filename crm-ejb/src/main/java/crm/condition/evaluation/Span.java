package crm.condition.evaluation;

import crm.condition.language.CalendarPeriod;
import crm.condition.language.Window;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A window as times: which it holds at an instant, and from when to when it holds one. Both move forward only, so the events
 * in a window are always neighbours, and enter and leave it in their order. Immutable.
 */
interface Span {

    /** The earliest time that is in at {@code at}. */
    long first(long at);

    /** The latest time that is in at {@code at}. */
    long last(long at);

    /** The first instant at which a time is in, or has been; {@link Micros#NEVER} if it never is. */
    long enters(long time);

    /** The first instant at which a time is in no more; {@link Micros#NEVER} if it stays. */
    long leaves(long time);

    static Span of(Window window, ZoneId zone) {
        if (window instanceof Window.Last last) {
            return new Moving(Micros.of(last.span()), 0);
        } else if (window instanceof Window.Between between) {
            return new Moving(Micros.of(between.from()), Micros.of(between.to()));
        } else if (window instanceof Window.Since since) {
            long end = since.until().map(until -> Micros.of(until.in(zone))).orElse(Micros.NEVER);
            return new Fixed(Micros.of(since.since().in(zone)), end);
        } else if (window instanceof Window.Calendar calendar) {
            return new OfCalendar(calendar.period(), zone);
        }
        return new Fixed(Micros.ALWAYS, Micros.NEVER);
    }

    /** (t − from, t − to]. */
    record Moving(long from, long to) implements Span {

        @Override
        public long first(long at) {
            return at - from + 1;
        }

        @Override
        public long last(long at) {
            return at - to;
        }

        @Override
        public long enters(long time) {
            return Micros.plus(time, to);
        }

        @Override
        public long leaves(long time) {
            return Micros.plus(time, from);
        }
    }

    /** [begin, end). */
    record Fixed(long begin, long end) implements Span {

        @Override
        public long first(long at) {
            return begin;
        }

        @Override
        public long last(long at) {
            return Math.min(at, end - 1);
        }

        @Override
        public long enters(long time) {
            if (time >= end) {
                return Micros.NEVER;
            }
            return Math.max(time, begin);
        }

        @Override
        public long leaves(long time) {
            return time < begin ? begin : Micros.NEVER;
        }
    }

    /** A period of the calendar. */
    record OfCalendar(CalendarPeriod period, ZoneId zone) implements Span {

        private LocalDate current(long at) {
            return period.first(Micros.day(at, zone));
        }

        /** The beginning of the period so many after the one a time is in. */
        private long begin(long time, int later) {
            return Micros.startOf(period.plus(current(time), later), zone);
        }

        @Override
        public long first(long at) {
            return begin(at, period.isCurrent() ? 0 : -1);
        }

        @Override
        public long last(long at) {
            return period.isCurrent() ? at : begin(at, 0) - 1;
        }

        @Override
        public long enters(long time) {
            return period.isCurrent() ? time : begin(time, 1);
        }

        @Override
        public long leaves(long time) {
            return begin(time, period.isCurrent() ? 1 : 2);
        }
    }
}
