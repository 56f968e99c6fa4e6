package crm.profile.fold;

import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.Event;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Payload;
import crm.ingest.entity.Payload.OrderCompleted;
import crm.ingest.entity.Payload.OrderLine;
import crm.ingest.entity.Payload.OrderRefunded;
import crm.ingest.entity.Stamp;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProfileDeltaTest {

    private final Map<String, OrderState> orders = new HashMap<>();
    private final ProfileDelta delta = new ProfileDelta(
            id -> orders.computeIfAbsent(id, none -> new OrderState()), new Attributes(), new Consents());
    private int events;

    @Test
    void aRefundSubtractsUpToTheTotal() {
        add(completed("o", "100"));
        add(refunded("30"));
        assertThat(net("GBP")).isEqualByComparingTo("70");
        add(refunded("90"));
        assertThat(net("GBP")).isEqualByComparingTo("0");
        assertThat(delta.refunds()).isEqualTo(2);
        assertThat(delta.orders()).as("refunds leave the order counted").isEqualTo(1);
    }

    @Test
    void aRefundBeforeItsOrderCountsAtOnceAndIsSettledByIt() {
        add(refunded("150"));
        assertThat(net("GBP")).isEqualByComparingTo("-150");
        add(completed("o", "100"));
        assertThat(net("GBP")).isEqualByComparingTo("0");
    }

    @Test
    void aRefundOfNoAmountIsPendingUntilItsOrderComes() {
        add(new OrderRefunded("o", Optional.of("GBP"), Optional.empty(), List.of(), false));
        assertThat(delta.money()).isEmpty();
        add(completed("o", "100"));
        assertThat(net("GBP")).isEqualByComparingTo("0");
    }

    @Test
    void productsRefundedWithoutAPriceHaveThatOfTheOrder() {
        OrderLine returned = new OrderLine("p", Optional.empty(), Optional.empty(), BigDecimal.ONE);
        add(new OrderRefunded("o", Optional.empty(), Optional.of(BigDecimal.ZERO), List.of(returned), false));
        assertThat(delta.money()).as("pending until the order comes").isEmpty();
        OrderLine bought =
                new OrderLine("p", Optional.empty(), Optional.of(new BigDecimal("12.5")), new BigDecimal("2"));
        add(new OrderCompleted("o", "GBP", new BigDecimal("25"), Optional.empty(), List.of(bought)));
        assertThat(net("GBP")).isEqualByComparingTo("12.5");
    }

    @Test
    void aCancelledOrderCountsNowhere() {
        add(completed("o", "100"));
        add(new OrderRefunded("o", Optional.empty(), Optional.empty(), List.of(), true));
        assertThat(net("GBP")).isEqualByComparingTo("0");
        assertThat(delta.orders()).isZero();
        assertThat(delta.items()).isEqualByComparingTo("0");
        assertThat(delta.tallies().values()).containsOnly(0L);
        assertThat(delta.refunds()).as("a cancellation is no refund").isZero();
    }

    @Test
    void aNegativeTotalStandsAsItIs() {
        add(completed("o", "-11062.06"));
        add(refunded("5"));
        add(new OrderRefunded("o", Optional.empty(), Optional.empty(), List.of(), false));
        assertThat(net("GBP")).isEqualByComparingTo("-11062.06");
    }

    @Test
    void anOrderCountsOnceHoweverOftenItIsCompleted() {
        add(completed("o", "100"));
        add(completed("o", "120"));
        assertThat(net("GBP")).as("the earliest word").isEqualByComparingTo("100");
        assertThat(delta.orders()).isEqualTo(1);
    }

    @Test
    void currenciesAreNeverAdded() {
        add(completed("o", "100"));
        add(new OrderRefunded("o", Optional.of("EUR"), Optional.of(new BigDecimal("10")), List.of(), false));
        assertThat(net("GBP")).isEqualByComparingTo("100");
        assertThat(net("EUR")).isEqualByComparingTo("-10");
    }

    private BigDecimal net(String currency) {
        return delta.money().get(currency).net();
    }

    private static OrderCompleted completed(String id, String total) {
        OrderLine line = new OrderLine("p", Optional.of("mugs"), Optional.empty(), new BigDecimal("2"));
        return new OrderCompleted(id, "GBP", new BigDecimal(total), Optional.of("web"), List.of(line, line));
    }

    private static OrderRefunded refunded(String amount) {
        return new OrderRefunded("o", Optional.of("GBP"), Optional.of(new BigDecimal(amount)), List.of(), false);
    }

    private void add(Payload payload) {
        String type = payload instanceof OrderRefunded refund
                ? (refund.cancelled() ? "order.cancelled" : "order.refunded")
                : "order.completed";
        Stamp stamp = new Stamp(Instant.ofEpochSecond(events), "test", "e" + events++);
        delta.add(new Event(stamp, type, Identity.customer("1"), false, payload, "{}"));
    }
}
