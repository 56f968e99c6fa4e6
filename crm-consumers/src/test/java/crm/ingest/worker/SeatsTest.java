package crm.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import crm.profile.consumer.ProfileHandler;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeatsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    /** Nobody comes to work here: no task is run. */
    private static final Workplace NONE = null;

    private final Group group = new Group("crm-profile", Map.of(), 2, new ProfileHandler());
    private final Seats seats = new Seats(group, "ada");

    @Test
    void missesThoseOfItsConfigurationUntilTheyAreThere() {
        assertThat(seats.staff()).isEqualTo(new Staff(2, 0, List.of()));
        become(2);
        assertThat(seats.staff()).isEqualTo(new Staff(2, 2, List.of()));
    }

    @Test
    void numbersThemSoThatThoseWhoStayKeepTheirNames() {
        become(3);
        List<Worker> before = seats.workers().toList();
        become(5);
        assertThat(seats.workers().toList()).startsWith(before.toArray(new Worker[0]));
        assertThat(seats.workers().map(Worker::toString))
                .containsExactly("ada-profile-1", "ada-profile-2", "ada-profile-3", "ada-profile-4", "ada-profile-5");
    }

    @Test
    void sendsThoseAwayThatAreTooManyAndCountsThemUntilTheyHaveEnded() {
        become(3);
        become(1);
        assertThat(seats.staff()).isEqualTo(new Staff(1, 3, List.of()));
        seats.workers().skip(1).forEach(Worker::run); // told to end before it began
        become(1);
        assertThat(seats.workers().map(Worker::toString)).containsExactly("ada-profile-1");
        assertThat(seats.staff()).isEqualTo(new Staff(1, 1, List.of()));
    }

    @Test
    void takesNoMoreThanThereAreThreads() {
        become(1000);
        assertThat(seats.staff().wanted()).isEqualTo(Seats.MOST);
        become(0);
        assertThat(seats.staff().wanted()).isZero();
    }

    private void become(int count) {
        seats.become(count);
        seats.fill(NONE, task -> {}, NOW);
    }
}
