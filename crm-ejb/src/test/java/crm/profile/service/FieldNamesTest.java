package crm.profile.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FieldNamesTest {

    @Test
    void areWordsWithDots() {
        assertThat(FieldNames.of(List.of("/name", "/address/city")).values()).containsExactly("name", "address.city");
    }

    @Test
    void ofWhatMightBePersonalAreNumbersEachAnother() {
        assertThat(FieldNames.of(List.of("/ada@example.org", "/name", "/Ada King", "/" + "x".repeat(65)))
                        .values())
                .containsExactly("*1", "name", "*2", "*3");
    }

    @Test
    void thatWouldBeTheSameAreKeptApart() {
        assertThat(FieldNames.of(List.of("/a.b", "/a/b")).values()).containsExactly("a.b", "*1");
    }
}
