package crm.ingest.service;

import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.Rejection;
import crm.ingest.entity.Rejection.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorableReasonTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "/data/products/12/product_id", "/time", "/data/traits/shoe-size", "/data/地址"})
    void keepsNamesOfFields(String pointer) {
        assertThat(stored(pointer)).isEqualTo(pointer);
    }

    @ParameterizedTest
    @CsvSource({
        "/data/ada@example.org/total, /data/…/total",
        "/data/+441632960961, /data/…",
        "/data/id441632960961, /data/…",
        "/data/Ada Lovelace, /data/…",
        "/data/~1~0, /data/…",
        "/data//a, /data/…/a",
    })
    void hidesNamesThatMayBePersonal(String pointer, String stored) {
        assertThat(stored(pointer)).isEqualTo(stored);
    }

    @Test
    void hasAnEnd() {
        assertThat(stored("/abcdefghi".repeat(200))).hasSizeLessThan(600);
    }

    private static String stored(String pointer) {
        return StorableReason.of(new Rejection(Code.WRONG_TYPE, pointer, "")).pointer();
    }
}
