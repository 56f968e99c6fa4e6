package crm.ingest.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "-0,0",
        "0.000000,0",
        "1.50,1.5",
        "100,100",
        "1e3,1000",
        "-12.340E1,-123.4",
        "19.990000000000002,19.99",
        "0.0000005,0.000001",
        "-0.0000005,-0.000001",
        "0.00000049,0",
        "0e5,0",
        "1e-308,0",
        "999999999999999999999999999999.999999,999999999999999999999999999999.999999",
    })
    void keepsSixDecimalsAndNothingThatSaysNothing(String number, String plain) {
        assertThat(Decimals.ofNumber(number).map(BigDecimal::toPlainString)).contains(plain);
        assertThat(Decimals.ofNumber(number).orElseThrow().scale()).isBetween(0, 6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e30", "1e308", "1e999999999", "1e-999999999", "1e99999999999", "-1e30"})
    void refusesWhatIsBeyondMoney(String number) {
        assertThat(Decimals.ofNumber(number)).isEmpty();
    }

    @Test
    void addsUpWithoutALoss() {
        BigDecimal cent = Decimals.ofText("0.01").orElseThrow();
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < 1000; i++) {
            sum = sum.add(cent);
        }
        assertThat(sum).isEqualByComparingTo("10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "007", "12.50", "-0.5"})
    void readsPlainDecimalsFromText(String text) {
        assertThat(Decimals.ofText(text)).hasValueSatisfying(d -> assertThat(d).isEqualByComparingTo(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "+1", "1e3", ".5", "5.", "1,5", "1.2.3", " 1", "NaN", "٣", "--1", "0x1", "-.5"})
    void refusesOtherText(String text) {
        assertThat(Decimals.ofText(text)).isEmpty();
    }
}
