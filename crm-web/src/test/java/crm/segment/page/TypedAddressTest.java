package crm.segment.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedAddressTest {

    @ParameterizedTest
    @CsvSource({"3,3", "0,1", "-2,1", "x,1", "2147483647,1", ",1"})
    void namesAPageOrTheFirst(String typed, String page) {
        ListSegmentsPage list = new ListSegmentsPage();

        list.setPage(typed);

        assertThat(list.getPage()).isEqualTo(page);
    }

    @ParameterizedTest
    @CsvSource({"3,3", "x,", "99999999999,", ","})
    void namesVersionsOrNone(String typed, String version) {
        HeldAgainstPage held = new HeldAgainstPage();

        held.setBefore(typed);
        held.setLater(typed);

        assertThat(held.getBefore()).isEqualTo(version);
        assertThat(held.getLater()).isEqualTo(version);
    }
}
