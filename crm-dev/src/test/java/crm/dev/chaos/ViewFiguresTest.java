package crm.dev.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import crm.dev.oracle.Name;
import crm.dev.oracle.Oracle;
import crm.dev.oracle.Told;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ViewFiguresTest {

    private static final String VIEW = """
            {"profile_id": "x", "profile_version": 42,
             "traits": {"orders": 34, "items": "1733.0", "total_spend": [{"currency": "GBP", "amount": "5288.60"},
                {"currency": "JPY", "amount": "0"}], "refunds": 1, "products": 21, "interactions": 0,
                "first_order_at": "2024-01-01T00:00:00Z", "first_seen_at": "2023-01-01T00:00:00Z"}}""";

    @Test
    void readsWhatThereIsAndKnowsWhatIsLeftOut() {
        assertThat(ViewFigures.of(Tables.read(VIEW)))
                .containsEntry("orders", "34")
                .containsEntry("items", "1733")
                .containsEntry("total_spend", "{GBP=5288.6}")
                .containsEntry("consultations", "0")
                .containsEntry("first_order_at", "2024-01-01T00:00:00Z")
                .containsEntry("last_order_at", "null");
    }

    @Test
    void hasTheSameNamesAsWhatIsExpected() {
        List<Told> told = new Story(1, 1, 60).told();
        Map<Name, Map<String, String>> profiles = new Oracle(told).profiles();

        assertThat(profiles).isNotEmpty();
        profiles.values()
                .forEach(profile -> assertThat(ViewFigures.expected(profile).keySet())
                        .isEqualTo(ViewFigures.of(Tables.read(VIEW)).keySet()));
    }
}
