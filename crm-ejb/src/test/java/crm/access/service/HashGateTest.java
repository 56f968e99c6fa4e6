package crm.access.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.access.entity.LoginsBusy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HashGateTest {

    private final ExecutorService callers = Executors.newFixedThreadPool(8);

    @AfterEach
    void stop() {
        callers.shutdownNow();
    }

    @Test
    void letsNoMoreThanItsPlacesIn() throws Exception {
        HashGate gate = new HashGate(2, 100, Duration.ofSeconds(30));
        assertThat(mostAtOnce(gate, List.of("a", "b", "c", "d", "e", "f", "g", "h")))
                .isLessThanOrEqualTo(2);
    }

    @Test
    void letsOneOfAnAccountInAfterTheOther() throws Exception {
        HashGate gate = new HashGate(8, 100, Duration.ofSeconds(30));
        assertThat(mostAtOnce(gate, IntStream.range(0, 8).mapToObj(i -> "ada").toList()))
                .isEqualTo(1);
    }

    private int mostAtOnce(HashGate gate, List<String> accounts) throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Future<Void>> all = accounts.stream()
                .map(account -> callers.submit(() -> gate.<Void>pass(account, () -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                    inside.decrementAndGet();
                    return null;
                })))
                .toList();
        for (Future<Void> done : all) {
            done.get();
        }
        return most.get();
    }

    @Test
    void sendsAwayWhoWouldWaitTooLong() throws Exception {
        HashGate gate = new HashGate(1, 100, Duration.ofMillis(50));
        whileBusy(gate, () -> {
            assertThatThrownBy(() -> gate.pass("ada", () -> 1)).isInstanceOf(LoginsBusy.class);
            assertThatThrownBy(() -> gate.pass("bob", () -> 1)).isInstanceOf(LoginsBusy.class);
        });
        assertThat(gate.<Integer>pass("ada", () -> 1)).isEqualTo(1);
    }

    @Test
    void sendsAwayWhoWouldBeOneTooMany() throws Exception {
        HashGate gate = new HashGate(1, 1, Duration.ofMinutes(1));
        whileBusy(
                gate, () -> assertThatThrownBy(() -> gate.pass("bob", () -> 1)).isInstanceOf(LoginsBusy.class));
    }

    private void whileBusy(HashGate gate, Runnable then) throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Future<Void> busy = callers.submit(() -> gate.<Void>pass("ada", () -> {
            entered.countDown();
            await(leave);
            return null;
        }));
        entered.await();
        then.run();
        leave.countDown();
        busy.get();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
