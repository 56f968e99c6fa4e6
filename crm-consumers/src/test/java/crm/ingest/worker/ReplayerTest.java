package crm.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.ingest.entity.DeadLetterFilter;
import crm.ingest.entity.LetterPlace;
import crm.ingest.entity.LetterRef;
import crm.ingest.entity.Replay;
import crm.ingest.entity.ReplayDelayed;
import crm.ingest.entity.ReplayEffect;
import crm.ingest.entity.ReplayProgress;
import crm.ingest.service.DeadLetterDesk;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReplayerTest {

    private static final UUID TOPIC = new UUID(0, 1);
    private static final long LETTERS = 120;

    private long away = Long.MAX_VALUE;
    private boolean uncountable;

    /** Letters whose offsets are their ids. */
    private final DeadLetterDesk desk = new DeadLetterDesk() {

        @Override
        public Optional<LetterPlace> place(DeadLetterFilter filter, Optional<String> cursor) {
            return cursor.map(offset -> new LetterPlace("g", TOPIC, 0, Long.parseLong(offset)));
        }

        @Override
        public String cursor(DeadLetterFilter filter, LetterPlace place) {
            return String.valueOf(place.offset());
        }

        @Override
        public List<LetterRef> following(DeadLetterFilter filter, Optional<LetterPlace> after, int limit) {
            long last = after.map(LetterPlace::offset).orElse(0L);
            return LongStream.rangeClosed(last + 1, Math.min(LETTERS, last + limit))
                    .mapToObj(id -> new LetterRef(id, new LetterPlace("g", TOPIC, 0, id)))
                    .toList();
        }

        @Override
        public long countOpen(DeadLetterFilter filter, Optional<LetterPlace> after) {
            if (uncountable && after.isPresent()) {
                throw new IllegalStateException("the database is away");
            }
            return LETTERS - after.map(LetterPlace::offset).orElse(0L);
        }
    };

    private final ReplayTransaction transaction = new ReplayTransaction() {

        @Override
        public List<Replay> replay(Collection<Long> ids) {
            if (ids.stream().anyMatch(id -> id >= away)) {
                throw new BatchFailed(new IllegalStateException(new SQLException("away", "08006")));
            }
            return ids.stream().map(id -> Replay.of(id, ReplayEffect.APPLIED)).toList();
        }
    };

    private final Replayer replayer = new Replayer(transaction, desk, new KeyRelease());

    @Test
    void replaysAll() {
        ReplayProgress progress = replayer.replay(DeadLetterFilter.ALL, Optional.empty());
        assertThat(progress.replayed()).isEqualTo(120);
        assertThat(progress.next()).isEmpty();
    }

    @Test
    void tellsWhatItDidBeforeItFailed() {
        away = 60;
        ReplayProgress progress = replayer.replay(DeadLetterFilter.ALL, Optional.empty());
        assertThat(progress.replayed()).isEqualTo(50);
        assertThat(progress.remaining()).isEqualTo(70);
        assertThat(progress.next()).contains("50");
    }

    @Test
    void tellsItAlsoWhereNobodyCanCountTheRest() {
        away = 60;
        uncountable = true;
        ReplayProgress progress = replayer.replay(DeadLetterFilter.ALL, Optional.empty());
        assertThat(progress.remaining()).isEqualTo(70);
        assertThat(progress.next()).contains("50");
    }

    @Test
    void isDelayedWhereNothingWasDone() {
        away = 60;
        assertThatThrownBy(() -> replayer.replay(DeadLetterFilter.ALL, Optional.of("50")))
                .isInstanceOf(ReplayDelayed.class);
    }
}
