package crm.profile.rfm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RfmNameTest {

    /** By recency, then by the mean of frequency and spend from 1 to 5. */
    @ParameterizedTest
    @CsvSource({
        "5, new_customers, potential_loyalist, potential_loyalist, champions, champions",
        "4, promising, potential_loyalist, potential_loyalist, champions, champions",
        "3, about_to_sleep, about_to_sleep, need_attention, loyal, loyal",
        "2, hibernating, hibernating, at_risk, at_risk, at_risk",
        "1, lost, hibernating, at_risk, cant_lose, cant_lose"
    })
    void eachCellHasItsName(int recency, String one, String two, String three, String four, String five) {
        List<String> names = List.of(one, two, three, four, five);
        for (int mean = 1; mean <= 5; mean++) {
            assertThat(RfmName.of(recency, mean, mean).word()).isEqualTo(names.get(mean - 1));
        }
    }

    @Test
    void theMeanIsRoundedHalfUp() {
        assertThat(RfmName.of(5, 1, 2)).isEqualTo(RfmName.POTENTIAL_LOYALIST);
        assertThat(RfmName.of(5, 3, 4)).isEqualTo(RfmName.CHAMPIONS);
        assertThat(RfmName.of(1, 1, 5)).isEqualTo(RfmName.AT_RISK);
        assertThat(RfmName.of(1, 5, 1)).isEqualTo(RfmName.AT_RISK);
        assertThat(RfmName.of(1, 2, 5)).isEqualTo(RfmName.CANT_LOSE);
    }

    @Test
    void namesHaveAsManyCellsAsTheyShould() {
        Map<RfmName, Integer> cells = new EnumMap<>(RfmName.class);
        for (int recency = 1; recency <= 5; recency++) {
            for (int mean = 1; mean <= 5; mean++) {
                cells.merge(RfmName.of(recency, mean, mean), 1, Integer::sum);
            }
        }
        assertThat(cells)
                .isEqualTo(Map.ofEntries(
                        Map.entry(RfmName.CHAMPIONS, 4),
                        Map.entry(RfmName.LOYAL, 2),
                        Map.entry(RfmName.POTENTIAL_LOYALIST, 4),
                        Map.entry(RfmName.NEW_CUSTOMERS, 1),
                        Map.entry(RfmName.PROMISING, 1),
                        Map.entry(RfmName.NEED_ATTENTION, 1),
                        Map.entry(RfmName.ABOUT_TO_SLEEP, 2),
                        Map.entry(RfmName.AT_RISK, 4),
                        Map.entry(RfmName.CANT_LOSE, 2),
                        Map.entry(RfmName.HIBERNATING, 3),
                        Map.entry(RfmName.LOST, 1)));
    }
}
