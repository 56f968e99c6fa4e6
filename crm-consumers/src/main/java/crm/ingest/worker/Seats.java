package crm.ingest.worker;

import crm.ingest.entity.Crew;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * The places of a group's workers on this node, numbered from 1, so that the members' ids stay the same. How many there are
 * changes while the others work. Filled by one thread, asked by all.
 */
final class Seats {

    /** Of one group on one node, so that a few groups leave threads for all else. */
    static final int MOST = Supervisor.THREADS / 2;

    private final Group group;
    private final String node;
    private final List<Seat> seats = new CopyOnWriteArrayList<>();
    private volatile int wanted;

    Seats(Group group, String node) {
        this.group = group;
        this.node = node;
        this.wanted = Math.min(group.workers(), MOST);
    }

    Group group() {
        return group;
    }

    /** Sets how many places there are; who sits beyond ends after the transaction in hand and leaves the group. */
    void become(int count) {
        wanted = Math.min(count, MOST);
        while (seats.size() < wanted) {
            seats.add(new Seat(Member.of(group, node, seats.size() + 1)));
        }
        seats.subList(wanted, seats.size()).forEach(Seat::clear);
        while (seats.size() > wanted && seats.get(seats.size() - 1).worker().isEmpty()) {
            seats.remove(seats.size() - 1);
        }
    }

    /** Starts a worker wherever one is missing. */
    void fill(Workplace workplace, Executor threads, Instant now) {
        for (Seat seat : seats.subList(0, Math.min(wanted, seats.size()))) {
            seat.fill(workplace, threads, now);
        }
    }

    Stream<Worker> workers() {
        return seats.stream().flatMap(seat -> seat.worker().stream());
    }

    Staff staff() {
        List<Worker> running = workers().toList();
        List<String> waitsFor = running.stream()
                .map(Worker::waitsFor)
                .filter(reason -> !reason.isEmpty())
                .distinct()
                .toList();
        return new Staff(wanted, running.size(), waitsFor);
    }

    Crew crew() {
        return new Crew(group.workers(), staff().running());
    }
}
