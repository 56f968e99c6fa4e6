package crm.dev.retail;

import static crm.dev.retail.RetailRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OnlineRetailTest {

    @Test
    void registersACustomerOnceAtTheFirstRow() {
        List<RetailEvent> events =
                OnlineRetail.events(List.of(row("1", "A", 1, "1.00", "17850"), row("2", "A", 1, "1.00", "17850")));

        assertThat(events).extracting(RetailEvent::id).containsExactly("registered:17850", "order:1", "order:2");
        assertThat(events.get(0).cloudEvent())
                .isEqualTo(Map.of(
                        "specversion", "1.0",
                        "id", "registered:17850",
                        "source", "online-retail",
                        "type", "customer.registered",
                        "time", "2010-12-01T08:26:00Z",
                        "subject", "17850",
                        "datacontenttype", "application/json",
                        "data", Map.of("customer_id", "17850", "address", Map.of("country", "United Kingdom"))));
    }

    @Test
    void makesOneOrderOfAllRowsOfAnInvoiceWhereverTheyStand() {
        List<RetailEvent> events = OnlineRetail.events(
                List.of(row("1", "A", 6, "2.55", ""), row("2", "B", 1, "1", ""), row("1", "C", 2, "0.001", "")));

        assertThat(events).extracting(RetailEvent::id).containsExactly("order:2", "order:1");
        assertThat(events.get(1).data())
                .containsEntry("total", "15.302")
                .containsEntry("order_id", "1")
                .containsEntry("currency", "GBP")
                .containsEntry("channel", "web")
                .containsEntry(
                        "products",
                        List.of(
                                Map.of("product_id", "A", "name", "LANTERN", "price", "2.55", "quantity", 6),
                                Map.of("product_id", "C", "name", "LANTERN", "price", "0.001", "quantity", 2)));
    }

    @Test
    void keepsDuplicateRows() {
        RetailRow twice = row("1", "A", 1, "0.85", "");

        assertThat(OnlineRetail.events(List.of(twice, twice)).get(0).data())
                .containsEntry("total", "1.70")
                .extractingByKey("products")
                .asInstanceOf(LIST)
                .hasSize(2);
    }

    @Test
    void makesARefundPositiveAndKeepsItsNumber() {
        RetailEvent refund = OnlineRetail.events(List.of(row("C7", "A", -3, "1.10", "12345")))
                .get(1);

        assertThat(refund.id()).isEqualTo("refund:C7");
        assertThat(refund.type()).isEqualTo("order.refunded");
        assertThat(refund.data())
                .containsEntry("order_id", "C7")
                .containsEntry("total", "3.30")
                .containsEntry("customer_id", "12345")
                .doesNotContainKey("anonymous_id");
        assertThat(refund.data().get("products").toString()).contains("quantity=3");
    }

    @Test
    void namesAnAnonymousBasketByItsInvoice() {
        RetailEvent order =
                OnlineRetail.events(List.of(row("9", "A", 1, "1", ""))).get(0);

        assertThat(order.key()).isEqualTo("9");
        assertThat(order.cloudEvent()).doesNotContainKey("subject");
        assertThat(order.data()).containsEntry("anonymous_id", "9").doesNotContainKey("customer_id");
    }

    @Test
    void keepsNegativeTotalsOfWhatIsNoCancellation() {
        RetailEvent order = OnlineRetail.events(List.of(row("A563186", "B", 1, "-11062.06", "")))
                .get(0);

        assertThat(order.type()).isEqualTo("order.completed");
        assertThat(order.data()).containsEntry("total", "-11062.06");
    }
}
