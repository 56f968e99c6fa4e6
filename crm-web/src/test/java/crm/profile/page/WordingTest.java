package crm.profile.page;

import static org.assertj.core.api.Assertions.assertThat;

import crm.profile.entity.Money;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class WordingTest {

    private final Wording english = wording(Locale.ENGLISH);
    private final Wording chinese = wording(Locale.SIMPLIFIED_CHINESE);

    @Test
    void labelsWhatItKnowsAndLeavesWhatItDoesNot() {
        assertThat(chinese.label("trait", "orders")).isEqualTo("订单数");
        assertThat(english.label("trait", "shoe_size")).isEqualTo("shoe_size");
    }

    @Test
    void writesMoneyWithTheDigitsOfItsCurrency() {
        assertThat(english.money(new Money("GBP", "5288.63"))).isEqualTo("£5,288.63");
        assertThat(english.money(new Money("JPY", "1200"))).isEqualTo("¥1,200");
        assertThat(english.money(new Money("GBP", "0.123456"))).isEqualTo("£0.123456");
        assertThat(english.money(new Money("COIN", "1.5"))).isEqualTo("COIN 1.5");
    }

    @Test
    void writesTimesInUtc() {
        assertThat(english.time(Instant.parse("2011-09-30T13:05:00Z")))
                .contains("Sep 30, 2011")
                .endsWith("UTC");
        assertThat(english.value("2011-09-30T13:05:00Z")).endsWith("UTC");
        assertThat(english.value("2011-09-30")).isEqualTo("2011-09-30");
    }

    @Test
    void unfoldsNestedFields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("orders", 1234);
        fields.put("rfm", Map.of("name", "cant_lose"));
        fields.put("vip", true);
        assertThat(Facts.of("trait", fields, english))
                .containsExactly(
                        new Fact("Orders", "1,234"), new Fact("RFM segment", "Cannot lose"), new Fact("vip", "yes"));
    }

    @Test
    void unfoldsListsOfThings() {
        Map<String, Object> order =
                Map.of("products", List.of(Map.of("product_id", "85123A"), Map.of("product_id", "M")));
        assertThat(Facts.of("data", order, english))
                .containsExactly(new Fact("Products", "2", List.of("product_id: 85123A", "product_id: M")));
    }

    @Test
    void writesListsOfMoney() {
        assertThat(Facts.of("trait", Map.of("total_spend", List.of(new Money("GBP", "1.00"))), english))
                .containsExactly(new Fact("Total spend", "£1.00"));
        assertThat(english.value(List.of(Map.of("currency", "GBP", "amount", "1.00"))))
                .isEqualTo("£1.00");
    }

    private static Wording wording(Locale locale) {
        return new Wording(ResourceBundle.getBundle("crm.platform.page.texts", locale), locale);
    }
}
