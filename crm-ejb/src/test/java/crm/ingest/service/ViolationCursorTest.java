package crm.ingest.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.platform.entity.ForeignCursor;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViolationCursorTest {

    private static ViolationCursor of(String type, String source) {
        return new ViolationCursor(Optional.ofNullable(type), Optional.ofNullable(source));
    }

    @Test
    void leadsOnInTheListThatGaveIt() {
        assertThat(of("t", "s").id(of("t", "s").after(42))).isEqualTo(42);
        assertThat(of(null, null).id(of(null, null).after(7))).isEqualTo(7);
    }

    @Test
    void isForeignInAnyOtherList() {
        String cursor = of("t", null).after(42);
        for (ViolationCursor other :
                new ViolationCursor[] {of(null, null), of(null, "t"), of("t", "s"), of("u", null)}) {
            assertThatThrownBy(() -> other.id(cursor)).isInstanceOf(ForeignCursor.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "%", "dmlvbGF0aW9uIHggMQ"})
    void isForeignIfItWasGivenNowhere(String cursor) {
        assertThatThrownBy(() -> of(null, null).id(cursor)).isInstanceOf(ForeignCursor.class);
    }
}
