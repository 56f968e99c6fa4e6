package crm.condition.language;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * Which events count at an instant t, by their own time. An event at exactly t is in, one later than t never. The Javadoc
 * of each says the set of times.
 */
public sealed interface Window {

    /** (t − span, t]. */
    record Last(Duration span) implements Window {

        public Last {
            requireNonNull(span, "span");
        }
    }

    /** (t − from, t − to], from being the longer one. */
    record Between(Duration from, Duration to) implements Window {

        public Between {
            requireNonNull(from, "from");
            requireNonNull(to, "to");
        }
    }

    /** [since, until), or all from then on. */
    record Since(Moment since, Optional<Moment> until) implements Window {

        public Since {
            requireNonNull(since, "since");
            requireNonNull(until, "until");
        }
    }

    /** From the beginning of the period to that of the next one, in the definition's zone. */
    record Calendar(CalendarPeriod period) implements Window {

        public Calendar {
            requireNonNull(period, "period");
        }
    }

    /** All. */
    enum Lifetime implements Window {
        LIFETIME
    }
}
