package crm.condition.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import crm.condition.language.Moment;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Whether an anniversary of a day begins within a span, or is today: from the beginning of the anniversary less the span
 * until its end. The first one is a year after the day; that of 29 February is 28 February where there is no 29th.
 */
record AnniversaryCheck(long span, ZoneId zone) implements ValueCheck {

    private static final long LONGEST_DAY = 49L * 3_600 * 1_000_000;

    @Override
    public boolean holds(JsonNode value, Scene scene) {
        Optional<Moment> moment = Values.moment(value);
        if (moment.isEmpty()) {
            return false;
        }
        LocalDate day = moment.get().day(zone);
        LocalDate next = anniversary(day, next(day, scene.at()));
        return Micros.startOf(next, zone) - span <= scene.at();
    }

    @Override
    public long changesAfter(JsonNode value, long at) {
        Optional<Moment> moment = Values.moment(value);
        if (moment.isEmpty()) {
            return Micros.NEVER;
        }
        LocalDate day = moment.get().day(zone);
        int next = next(day, at);
        long begin = Micros.startOf(anniversary(day, next), zone) - span;
        return at < begin ? begin : end(day, next);
    }

    /** Which of its anniversaries is the first that is not over. */
    private int next(LocalDate day, long at) {
        int year = Micros.day(at - LONGEST_DAY, zone).getYear() - day.getYear();
        int next = Math.max(1, year - 1);
        while (end(day, next) <= at) {
            next++;
        }
        return next;
    }

    private long end(LocalDate day, int which) {
        return Micros.startOf(anniversary(day, which).plusDays(1), zone);
    }

    private static LocalDate anniversary(LocalDate day, int which) {
        return day.plusYears(which);
    }

    @Override
    public boolean moves() {
        return true;
    }

    @Override
    public boolean recurs() {
        return true;
    }
}
