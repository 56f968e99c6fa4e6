package crm.privacy.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        callers.shutdownNow();
    }

    @Test
    void writesEachItemOnceBeforeItsCallerGoesOn() throws Exception {
        Set<Integer> written = ConcurrentHashMap.newKeySet();
        List<Integer> sizes = new ArrayList<>(); // only one writes at a time
        GroupCommit<Integer> group = new GroupCommit<>(
                items -> {
                    sizes.add(items.size());
                    items.forEach(item -> assertThat(written.add(item)).isTrue());
                },
                7,
                LONG);
        List<Future<?>> calls = new ArrayList<>();
        for (int caller = 0; caller < 16; caller++) {
            int first = caller * 1000;
            calls.add(callers.submit(() -> {
                for (int item = first; item < first + 500; item++) {
                    group.write(item);
                    assertThat(written).contains(item);
                }
                return null;
            }));
        }
        for (Future<?> call : calls) {
            call.get();
        }
        assertThat(written).hasSize(16 * 500);
        assertThat(sizes).allMatch(size -> size >= 1 && size <= 7);
    }

    @Test
    void takesAlongWhoWaits() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<List<Integer>> groups = new ArrayList<>();
        GroupCommit<Integer> group = new GroupCommit<>(
                items -> {
                    writing.countDown();
                    await(goOn);
                    groups.add(items);
                },
                100,
                LONG);
        Future<?> first = call(group, 0);
        writing.await();
        List<Future<?>> others = new ArrayList<>();
        IntStream.rangeClosed(1, 9).forEach(item -> others.add(call(group, item)));
        while (group.waiting() < 9) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        first.get();
        for (Future<?> other : others) {
            other.get();
        }
        assertThat(groups).hasSize(2);
        assertThat(groups.get(1)).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void failsForAllOfAGroupAndGoesOnWithTheNext() throws Exception {
        boolean[] broken = {true};
        GroupCommit<Integer> group = new GroupCommit<>(
                items -> {
                    if (broken[0]) {
                        throw new IllegalArgumentException("away");
                    }
                },
                10,
                LONG);
        assertThatThrownBy(() -> group.write(1)).hasMessage("away");
        broken[0] = false;
        group.write(2);
    }

    @Test
    void nothingCountsAsWrittenAfterAnError() {
        GroupCommit<Integer> group = new GroupCommit<>(
                items -> {
                    throw new StackOverflowError();
                },
                10,
                LONG);
        assertThatThrownBy(() -> group.write(1)).isInstanceOf(StackOverflowError.class);
        Future<?> next = call(group, 2);
        assertThatThrownBy(next::get).hasRootCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void givesUpOnAWriterThatHangs() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<Integer> written = new ArrayList<>();
        GroupCommit<Integer> group = new GroupCommit<>(
                items -> {
                    writing.countDown();
                    await(goOn);
                    written.addAll(items);
                },
                10,
                Duration.ofMillis(50));
        Future<?> first = call(group, 1);
        writing.await();
        assertThatThrownBy(() -> group.write(2)).isInstanceOf(TimeoutException.class);
        goOn.countDown();
        first.get();
        group.write(3);
        assertThat(written).as("who gave up is not written afterwards").containsExactly(1, 3);
    }

    private Future<?> call(GroupCommit<Integer> group, int item) {
        return callers.submit(() -> {
            group.write(item);
            return null;
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
