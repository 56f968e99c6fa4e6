package crm.privacy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.platform.entity.ForeignCursor;
import crm.platform.entity.Page;
import crm.privacy.entity.AuditEntry;
import crm.profile.service.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrailSearchTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @BeforeAll
    static void write() throws SQLException {
        Trail.clear();
        List<Deed> deeds = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            deeds.add(Deed.of(
                    START.plusSeconds(i / 4), // several at the same time
                    i % 2 == 0 ? "ada" : "bob",
                    i % 3 == 0 ? "account.saved" : "customer.viewed",
                    "profile:" + i,
                    new TreeMap<>(Map.of("n", "" + i)),
                    new TreeMap<>(i == 7 ? Map.of("email", "d7", "text", "t7") : Map.of())));
        }
        Trail.append(deeds);
    }

    @AfterAll
    static void clear() throws SQLException {
        Trail.clear();
    }

    private static Page<AuditEntry> page(UnaryOperator<TrailSearch> wish, int limit) throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            return wish.apply(new TrailSearch(connection)).page(limit);
        }
    }

    private static List<Long> all(UnaryOperator<TrailSearch> wish) throws SQLException {
        return page(wish, 100).items().stream().map(AuditEntry::seq).toList();
    }

    @Test
    void newestFirstThroughAllPages() throws SQLException {
        List<Long> seen = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Optional<String> last = after;
            Page<AuditEntry> page = page(search -> search.after(last), 5);
            page.items().forEach(entry -> seen.add(entry.seq()));
            after = page.next();
        } while (after.isPresent());
        assertThat(seen).containsExactly(12L, 11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
    }

    @Test
    void byWhatIsAskedFor() throws SQLException {
        assertThat(all(search -> search.by(Optional.of("ada")).doing(Optional.of("account.saved"))))
                .containsExactly(12L, 6L);
        assertThat(all(search -> search.to(Optional.of("profile:1")))).containsExactly(1L);
        assertThat(all(search ->
                        search.from(Optional.of(START.plusSeconds(1))).before(Optional.of(START.plusSeconds(2)))))
                .containsExactly(7L, 6L, 5L, 4L);
        assertThat(all(search -> search.by(Optional.of("nobody")))).isEmpty();
    }

    @Test
    void byDigest() throws SQLException {
        assertThat(all(search -> search.with(new TreeMap<>(Map.of("email", "d7")))))
                .containsExactly(7L);
        assertThat(all(search -> search.with(new TreeMap<>(Map.of("email", "d7", "text", "other")))))
                .isEmpty();
        assertThat(all(search -> search.with(new TreeMap<>(Map.of("text", "d7")))))
                .isEmpty();
    }

    @Test
    void tellsTheWholeEntry() throws SQLException {
        AuditEntry entry =
                page(search -> search.to(Optional.of("profile:7")), 1).items().get(0);
        assertThat(entry.details()).isEqualTo(Map.of("n", "7"));
        assertThat(entry.personal()).isEqualTo(Map.of("email", "d7", "text", "t7"));
        assertThat(entry.hash()).hasSize(64).isNotEqualTo(entry.previousHash());
    }

    @Test
    void aCursorHoldsForItsSearchOnly() throws SQLException {
        UnaryOperator<TrailSearch> ada = search -> search.by(Optional.of("ada"));
        Optional<String> next = page(ada, 2).next();
        assertThat(page(search -> ada.apply(search).after(next), 2).items())
                .extracting(AuditEntry::seq)
                .containsExactly(8L, 6L);
        List<UnaryOperator<TrailSearch>> others = List.of(
                search -> search,
                search -> search.by(Optional.of("bob")),
                search -> search.doing(Optional.of("ada")),
                search -> ada.apply(search).from(Optional.of(START)),
                search -> ada.apply(search).with(new TreeMap<>(Map.of("email", "d7"))));
        assertThat(others)
                .allSatisfy(other -> assertThatThrownBy(
                                () -> page(search -> other.apply(search).after(next), 2))
                        .isInstanceOf(ForeignCursor.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"made-up", "", "YXVkaXQ", "%%", "YXVkaXQfMjAyNh8x"})
    void refusesForeignCursors(String cursor) {
        assertThatThrownBy(() -> page(search -> search.after(Optional.of(cursor)), 5))
                .isInstanceOf(ForeignCursor.class);
    }
}
