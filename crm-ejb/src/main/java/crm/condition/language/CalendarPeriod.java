package crm.condition.language;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A day, week, month, quarter or year of the calendar: the one it is, or the one before. Weeks begin on Monday. */
public enum CalendarPeriod {
    TODAY(Unit.DAY, true),
    YESTERDAY(Unit.DAY, false),
    THIS_WEEK(Unit.WEEK, true),
    LAST_WEEK(Unit.WEEK, false),
    THIS_MONTH(Unit.MONTH, true),
    LAST_MONTH(Unit.MONTH, false),
    THIS_QUARTER(Unit.QUARTER, true),
    THIS_YEAR(Unit.YEAR, true),
    LAST_YEAR(Unit.YEAR, false);

    private enum Unit {
        DAY,
        WEEK,
        MONTH,
        QUARTER,
        YEAR
    }

    private final Unit unit;
    private final boolean current;

    CalendarPeriod(Unit unit, boolean current) {
        this.unit = unit;
        this.current = current;
    }

    /** Whether it is the one that is running, not the one before. */
    public boolean isCurrent() {
        return current;
    }

    /** The first day of the day, week, … that a day is in. */
    public LocalDate first(LocalDate day) {
        return switch (unit) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1);
            case YEAR -> day.withDayOfYear(1);
        };
    }

    /** The first day of the day, week, … so many later than the one that begins on a day. */
    public LocalDate plus(LocalDate first, int many) {
        return switch (unit) {
            case DAY -> first.plusDays(many);
            case WEEK -> first.plusWeeks(many);
            case MONTH -> first.plusMonths(many);
            case QUARTER -> first.plusMonths(3L * many);
            case YEAR -> first.plusYears(many);
        };
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<CalendarPeriod> of(String word) {
        return Stream.of(values()).filter(one -> one.word().equals(word)).findFirst();
    }
}
