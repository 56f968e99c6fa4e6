package crm.ingest.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.ingest.entity.DeadLetter;
import crm.ingest.entity.DeadLetterFilter;
import crm.ingest.entity.DeadLetterView;
import crm.ingest.entity.LetterRef;
import crm.ingest.entity.LetterSettled;
import crm.ingest.entity.LetterState;
import crm.ingest.entity.LetterStep;
import crm.ingest.entity.RecordContent;
import crm.ingest.entity.Rejection;
import crm.ingest.entity.Rejection.Code;
import crm.ingest.entity.ReplayEffect;
import crm.platform.entity.ForeignCursor;
import crm.profile.service.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class LetterRowsTest {

    private static final EntityManagerFactory ENTITIES = TestDatabase.entities();

    private final TestLetters letters = new TestLetters();
    private final DeadLetterFilter mine = new DeadLetterFilter(
            Optional.of(letters.topic),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new java.util.TreeSet<>());

    private static <T> T in(Function<LetterRows, T> work) {
        try (EntityManager entities = ENTITIES.createEntityManager()) {
            entities.getTransaction().begin();
            try {
                T result = work.apply(new LetterRows(entities));
                entities.getTransaction().commit();
                return result;
            } finally {
                if (entities.getTransaction().isActive()) {
                    entities.getTransaction().rollback(); // or its locks would stay
                }
            }
        }
    }

    @Test
    void findsByEveryThingAFilterSays() throws SQLException {
        letters.park(letters.refused(1, Code.NOT_JSON), letters.refused(2, Code.TOO_LARGE));
        List<Long> ids = letters.ids();
        assertThat(found(mine)).containsExactly(ids.get(1), ids.get(0));
        assertThat(found(with(Optional.of(Code.TOO_LARGE), Optional.empty(), Optional.empty())))
                .containsExactly(ids.get(1));
        assertThat(found(mine.in(LetterState.DISCARDED))).isEmpty();
        assertThat(found(mine.only(List.of(ids.get(0))))).containsExactly(ids.get(0));
        Instant soon = Instant.now().plus(Duration.ofMinutes(1));
        assertThat(found(with(Optional.empty(), Optional.of(soon), Optional.empty())))
                .isEmpty();
        assertThat(found(with(Optional.empty(), Optional.empty(), Optional.of(soon))))
                .hasSize(2);
        assertThatObject(in(rows -> rows.counts(mine))).isEqualTo(Map.of(Code.NOT_JSON, 1L, Code.TOO_LARGE, 1L));
        assertThat(in(LetterRows::topics)).contains(letters.topic);
    }

    private DeadLetterFilter with(Optional<Code> code, Optional<Instant> from, Optional<Instant> to) {
        return new DeadLetterFilter(
                mine.topic(), code, Optional.of(LetterState.OPEN), Optional.of(letters.group), from, to, mine.ids());
    }

    private static List<Long> found(DeadLetterFilter filter) {
        List<Long> ids = in(rows -> rows.sizes(filter, OptionalLong.empty(), 10).stream()
                .map(LetterRows.Size::id)
                .toList());
        List<DeadLetterView> overviews = in(rows -> rows.overviews(filter, OptionalLong.empty(), 10));
        assertThat(overviews).extracting(DeadLetterView::id).isEqualTo(ids);
        List<DeadLetter> letters = in(rows -> rows.read(ids));
        assertThat(letters).extracting(DeadLetter::id).isEqualTo(ids);
        return ids;
    }

    @Test
    void anOverviewSaysAllButTheContents() throws SQLException {
        letters.park(letters.refused(1, Code.NOT_JSON), letters.refused(2, Code.TOO_LARGE));
        change(letters.ids().get(0), letter -> letter.edit(letter.original()));
        change(letters.ids().get(0), letter -> letter.replayed(ReplayEffect.KNOWN));
        change(letters.ids().get(1), letter -> letter.discard("spam"));
        List<DeadLetterView> entities = in(rows -> rows.read(ids()).stream()
                .map(letter -> letter.view(Optional.empty()))
                .toList());
        List<DeadLetterView> overviews = in(rows -> rows.overviews(mine, OptionalLong.empty(), 10));
        assertThat(overviews).hasSize(2).isEqualTo(entities);
    }

    @Test
    void aPageOfContentsEndsWhereItGetsLarge() throws SQLException {
        letters.park(letters.refused(1, Code.NOT_JSON));
        change(letters.ids().get(0), letter -> letter.edit(letter.original()));
        LetterRows.Size size =
                in(rows -> rows.sizes(mine, OptionalLong.empty(), 10)).get(0);
        assertThat(size.bytes())
                .isEqualTo(
                        Long.parseLong(letters.ask("2 * octet_length(original)").get(0)));
        LetterRows.Size half = new LetterRows.Size(1, LetterReads.LARGEST_PAGE / 2);
        LetterRows.Size huge = new LetterRows.Size(1, LetterReads.LARGEST_PAGE + 1);
        assertThat(LetterReads.fitting(List.of(half, half, half), 3)).isEqualTo(2);
        assertThat(LetterReads.fitting(List.of(half, half, half), 1)).isEqualTo(1);
        assertThat(LetterReads.fitting(List.of(huge, half), 3)).isEqualTo(1);
        assertThat(LetterReads.fitting(List.of(), 3)).isZero();
    }

    @Test
    void followsTheOrderOfOffsetsWhateverTheOrderOfParking() throws SQLException {
        letters.park(letters.refused(3, Code.NOT_JSON));
        letters.park(letters.refused(1, Code.NOT_JSON), letters.refused(2, Code.NOT_JSON));
        List<LetterRef> first = in(rows -> rows.following(mine, Optional.empty(), 2));
        assertThat(offsets(first)).containsExactly(1L, 2L);
        Optional<crm.ingest.entity.LetterPlace> after = Optional.of(first.get(1).place());
        assertThat(offsets(in(rows -> rows.following(mine, after, 2)))).containsExactly(3L);
        assertThatObject(in(rows -> rows.count(mine, after))).isEqualTo(1L);
        assertThatObject(in(rows -> rows.count(mine, Optional.empty()))).isEqualTo(3L);
        assertThat(in(rows -> rows.lock(ids())).stream()
                        .map(letter -> letter.place().offset()))
                .containsExactly(1L, 2L, 3L);
        assertThat(LetterCursor.place(LetterCursor.after(first.get(1).place(), mine), mine))
                .isEqualTo(first.get(1).place());
    }

    private List<Long> ids() {
        try {
            return letters.ids();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Long> offsets(List<LetterRef> refs) {
        return refs.stream().map(ref -> ref.place().offset()).toList();
    }

    @Test
    void aCursorOfAnotherListIsForeign() {
        String cursor = LetterCursor.after(17, mine);
        assertThat(LetterCursor.id(cursor, mine)).isEqualTo(17);
        assertThatThrownBy(() -> LetterCursor.id(cursor, DeadLetterFilter.ALL)).isInstanceOf(ForeignCursor.class);
        assertThatThrownBy(() -> LetterCursor.place(cursor, mine)).isInstanceOf(ForeignCursor.class);
        assertThatThrownBy(() -> LetterCursor.id("rubbish!", mine)).isInstanceOf(ForeignCursor.class);
    }

    @Test
    void whatIsSettledStaysAsItIs() throws SQLException {
        letters.park(letters.refused(1, Code.NOT_JSON), letters.refused(2, Code.NOT_JSON));
        long replayed = letters.ids().get(0);
        long discarded = letters.ids().get(1);
        change(replayed, letter -> letter.replayed(ReplayEffect.APPLIED));
        change(discarded, letter -> letter.discard("nobody needs it"));
        for (long id : letters.ids()) {
            assertThatThrownBy(() -> change(id, letter -> letter.replayed(ReplayEffect.KNOWN)))
                    .isInstanceOf(LetterSettled.class);
            assertThatThrownBy(() -> change(id, letter -> letter.discard("again")))
                    .isInstanceOf(LetterSettled.class);
            assertThatThrownBy(() -> change(id, letter -> letter.edit(letter.original())))
                    .isInstanceOf(LetterSettled.class);
            assertThatThrownBy(() -> change(id, letter -> letter.refuse(new Rejection(Code.TOO_OLD, "", ""))))
                    .isInstanceOf(LetterSettled.class);
        }
        assertThat(letters.ask("state || coalesce(effect, '') || coalesce(discard_reason, '') || version"))
                .containsExactly("replayedapplied1", "discardednobody needs it1");
    }

    private static void change(long id, java.util.function.Consumer<DeadLetter> change) {
        in(rows -> {
            change.accept(rows.lock(List.of(id)).get(0));
            return id;
        });
    }

    @Test
    void anEditKeepsTheOriginal() throws SQLException {
        letters.park(letters.refused(1, Code.NOT_JSON));
        long id = letters.ids().get(0);
        RecordContent mended = new RecordContent(null, new byte[] {1}, List.of());
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            var sealed = TestLetters.SEALS.seal(connection, mended);
            change(id, letter -> letter.edit(sealed));
            DeadLetter letter = in(rows -> rows.find(id).orElseThrow());
            assertThat(TestLetters.SEALS.open(connection, List.of(letter.current(), letter.original())))
                    .containsExactly(
                            Optional.of(mended),
                            Optional.of(RecordContent.of(
                                    letters.refused(1, Code.NOT_JSON).delivery())));
        }
    }

    @Test
    void discardsManyAndWritesItDown() throws SQLException {
        letters.park(letters.refused(1, Code.NOT_JSON), letters.refused(2, Code.NOT_JSON));
        change(letters.ids().get(0), letter -> letter.replayed(ReplayEffect.KNOWN));
        LetterStep step = new LetterStep(Instant.now(), "ada", "discarded", Optional.empty());
        assertThatObject(in(rows -> rows.discard(ids(), "spam", step))).isEqualTo(1);
        assertThat(letters.ask("state")).containsExactly("replayed", "discarded");
        long discarded = letters.ids().get(1);
        List<LetterStep> history = in(rows -> rows.history(discarded));
        assertThat(history)
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.actor() + ' ' + entry.action()).isEqualTo("ada discarded"));
    }

    @Test
    void oneWaitsForTheOther() throws Exception {
        letters.park(letters.refused(1, Code.NOT_JSON));
        List<Long> ids = letters.ids();
        CompletableFuture<LetterState> second = in(rows -> {
            DeadLetter letter = rows.lock(ids).get(0);
            CompletableFuture<LetterState> other = CompletableFuture.supplyAsync(
                    () -> in(others -> others.lock(ids).get(0).state()));
            assertThatThrownBy(() -> other.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            letter.discard("first");
            return other;
        });
        assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(LetterState.DISCARDED);
    }
}
