package crm.profile.page;

import static org.assertj.core.api.Assertions.assertThat;

import crm.profile.entity.TimelineEntry;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HappeningsTest {

    private static final ResourceBundle ENGLISH = ResourceBundle.getBundle("crm.platform.page.texts", Locale.ENGLISH);
    private static final ResourceBundle CHINESE =
            ResourceBundle.getBundle("crm.platform.page.texts", Locale.SIMPLIFIED_CHINESE);

    static List<String> types() {
        return Happenings.types();
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyTypeHasWordsInBothLanguages(String type) {
        assertThat(ENGLISH.getString("event." + type)).isNotEqualTo(CHINESE.getString("event." + type));
    }

    @Test
    void anOrderTellsItsTotalAndProductsFirst() {
        Happening order = tell(
                "order.completed",
                fields(
                        "order_id", "536365",
                        "currency", "GBP",
                        "total", "15.30",
                        "tax", new BigDecimal("1.5"),
                        "products",
                                List.of(fields(
                                        "product_id", "85123A", "name", "Lantern", "price", 2.55, "quantity", 6))));
        assertThat(order.title()).isEqualTo("Order completed");
        assertThat(order.facts())
                .containsExactly(
                        new Fact("Total", "£15.30"),
                        new Fact("Products", "1", List.of("6 × Lantern (85123A), £2.55")),
                        new Fact("Order id", "536365"));
        assertThat(order.rest()).containsExactly(new Fact("Tax", "£1.50"));
    }

    @Test
    void consentsAreToldInWords() {
        assertThat(tell("customer.consent_changed", fields("purpose", "marketing_email", "granted", false))
                        .facts())
                .containsExactly(new Fact("Purpose", "Marketing by e-mail"), new Fact("Consent", "refused"));
        assertThat(tell("customer.updated", fields("consents", fields("profiling", true, "newsletter", null)))
                        .facts())
                .containsExactly(new Fact("Profiling", "granted"), new Fact("newsletter", "taken back"));
    }

    @Test
    void anUnknownTypeIsToldByItsNameAndAllItsFields() {
        Happening unknown = tell("shoe.tied", fields("knot", "double", "nothing", null, "deep", fields("a", true)));
        assertThat(unknown.title()).isEqualTo("shoe.tied");
        assertThat(unknown.facts()).containsExactly(new Fact("knot", "double"), new Fact("deep.a", "yes"));
        assertThat(unknown.rest()).isEmpty();
    }

    @Test
    void whatIsOfAnotherShapeThanExpectedIsToldAsItIs() {
        Happening odd = tell("order.refunded", fields("products", "many", "total", fields("a", 1), "currency", "COIN"));
        assertThat(odd.facts()).containsExactly(new Fact("total.a", "1"), new Fact("Products", "many"));
    }

    private static Happening tell(String type, Map<String, Object> data) {
        return new Happenings(new Wording(ENGLISH, Locale.ENGLISH))
                .of(new TimelineEntry("1", "shop", type, Instant.EPOCH, data));
    }

    private static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }
}
