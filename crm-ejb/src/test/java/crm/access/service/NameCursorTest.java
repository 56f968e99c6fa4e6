package crm.access.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.access.entity.AccountView;
import crm.platform.entity.ForeignCursor;
import crm.platform.entity.Page;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameCursorTest {

    @Test
    void readsWhatItWrote() {
        assertThat(NameCursor.read(NameCursor.write("ada"))).isEqualTo("ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ada", "!", "YWRh"})
    void refusesWhatItDidNotWrite(String cursor) {
        assertThatThrownBy(() -> NameCursor.read(cursor)).isInstanceOf(ForeignCursor.class);
    }

    @Test
    void namesTheNextPageOnlyWhereThereIsOne() {
        Page<AccountView> page = NameCursor.page(accounts("a", "b", "c"), 2);
        assertThat(page.items()).extracting(AccountView::name).containsExactly("a", "b");
        assertThat(page.next()).map(NameCursor::read).contains("b");
        assertThat(NameCursor.page(accounts("a", "b"), 2).next()).isEmpty();
    }

    private static List<AccountView> accounts(String... names) {
        return Stream.of(names)
                .map(name -> new AccountView(name, "person", Set.of(), false, Instant.EPOCH, Instant.EPOCH, 0))
                .toList();
    }
}
