package crm.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.Bulletin;
import crm.ingest.entity.Crew;
import crm.ingest.service.BulletinBoard;
import crm.platform.service.StoreFailed;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AttendanceTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Map<String, Crew> CREWS = Map.of("crm-profile", new Crew(1, 1));

    private final Board board = new Board();
    private final Attendance attendance = new Attendance(board, "ada");

    /** A board whose nodes the test decides about. */
    private static final class Board extends BulletinBoard {

        private final SortedMap<String, Map<String, Crew>> nodes = new TreeMap<>();
        private int beats;
        private int starts;
        private boolean away;

        @Override
        public Bulletin attend(String node, Map<String, Crew> crews, boolean started) {
            beats++;
            starts += started ? 1 : 0;
            nodes.put(node, crews);
            return read(crews.keySet());
        }

        @Override
        public Bulletin read(Collection<String> groups) {
            if (away) {
                throw new StoreFailed(new SQLException("away"));
            }
            return new Bulletin(new TreeMap<>(nodes), Map.of(), List.of(), Map.of());
        }

        @Override
        public void leave(String node) {
            nodes.remove(node);
        }
    }

    @Test
    void saysEveryOtherSecondThatItLives() {
        assertThat(attendance.known()).isFalse();
        for (int second = 0; second < 6; second++) {
            attendance.look(NOW.plusSeconds(second), CREWS);
        }
        assertThat(attendance.known()).isTrue();
        assertThat(board.beats).isEqualTo(3);
        assertThat(board.starts).isEqualTo(1);
        assertThat(board.nodes).containsOnlyKeys("ada");
    }

    @Test
    void takesTheSilenceOfAnotherForItsEnd() {
        board.nodes.put("bob", CREWS);
        attendance.look(NOW, CREWS);
        assertThat(attendance.get().nodes()).containsOnlyKeys("ada", "bob");
        board.nodes.remove("bob");
        attendance.look(NOW.plusSeconds(1), CREWS);
        assertThat(attendance.get().nodes()).containsOnlyKeys("ada");
    }

    @Test
    void doesNotTakeTheShareOfOthersWhoCouldNotSayThatTheyLive() {
        board.nodes.put("bob", CREWS);
        attendance.look(NOW, CREWS);
        board.away = true;
        attendance.look(NOW.plusSeconds(1), CREWS);
        board.away = false;
        board.nodes.clear();
        for (int second = 60; second < 70; second++) {
            attendance.look(NOW.plusSeconds(second), CREWS);
            assertThat(attendance.get().nodes()).containsOnlyKeys("ada", "bob");
        }
        attendance.look(NOW.plusSeconds(70), CREWS);
        assertThat(attendance.get().nodes()).containsOnlyKeys("ada");
    }

    @Test
    void isNotThereAnyMoreOnceItHasLeft() {
        attendance.look(NOW, CREWS);
        attendance.leave();
        attendance.look(NOW.plusSeconds(5), CREWS);
        assertThat(board.nodes).isEmpty();
    }
}
