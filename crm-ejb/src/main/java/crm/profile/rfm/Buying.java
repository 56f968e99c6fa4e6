package crm.profile.rfm;

import crm.profile.entity.SpendSum;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What somebody has bought, until an instant or in all.
 *
 * @param orders completed and not cancelled
 * @param lastOrder the time of the last of them, empty if there is none
 * @param sums by currency
 */
public record Buying(long orders, Optional<Instant> lastOrder, List<SpendSum> sums) {

    private static final Comparator<SpendSum> MOST_ORDERS =
            Comparator.comparingLong(SpendSum::orders).reversed().thenComparing(SpendSum::currency);

    public Buying {
        Objects.requireNonNull(lastOrder, "lastOrder");
        sums = List.copyOf(sums);
    }

    /** What was spent in the currency of most orders, of several the first by its code; amounts are not added up over currencies. */
    Optional<SpendSum> main() {
        return sums.stream().filter(sum -> sum.orders() > 0).min(MOST_ORDERS);
    }
}
