package crm.ingest.worker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * One member of a consumer group on one managed thread, from joining to leaving. It runs once, until it is told to stop,
 * the server suspends or its consumer fails for good; then another takes its place.
 */
final class Worker implements Runnable {

    private static final Logger LOG = System.getLogger(Worker.class.getName());

    /**
     * For the farewell to be sent, which takes moments. In the middle of a rebalance the consumer would wait all this time for
     * an answer that the broker gives when the rebalance is over.
     */
    private static final Duration TO_LEAVE = Duration.ofSeconds(1);

    private final Member member;
    private final Workplace workplace;
    private final Trouble trouble;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile KafkaConsumer<byte[], byte[]> consumer;
    private volatile boolean stopping;
    private volatile boolean dismissed;

    Worker(Member member, Workplace workplace) {
        this.member = member;
        this.workplace = workplace;
        this.trouble = new Trouble(member.id());
    }

    @Override
    public void run() {
        try {
            if (!stopping) {
                consume();
            }
        } catch (KafkaException e) {
            LOG.log(Level.WARNING, "worker=" + member.id() + " failed cause=\"" + Causes.names(e) + "\"");
            LOG.log(Level.DEBUG, "worker=" + member.id() + " failed", e);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "worker=" + member.id() + " failed", e);
        } finally {
            ended.countDown();
            LOG.log(Level.INFO, "worker=" + member.id() + " ended");
        }
    }

    private void consume() {
        LOG.log(
                Level.INFO,
                "worker=" + member.id() + " started group=" + member.group().id());
        KafkaConsumer<byte[], byte[]> mine =
                workplace.clients().worker(member.group().id(), member.id());
        consumer = mine;
        try {
            loop(mine);
        } catch (WakeupException e) {
            // Told to stop.
        } finally {
            leave(mine);
        }
    }

    private void loop(KafkaConsumer<byte[], byte[]> mine) {
        PollLoop loop = new PollLoop(mine, member, workplace, trouble, () -> stopping);
        while (!stopping && workplace.suspension().running()) {
            loop.turn();
        }
        loop.end();
    }

    private void leave(KafkaConsumer<byte[], byte[]> mine) {
        // An interrupt has had its effect; with it Kafka would not let the group know.
        boolean interrupted = Thread.interrupted();
        try {
            mine.close(CloseOptions.timeout(TO_LEAVE).withGroupMembershipOperation(farewell()));
        } catch (KafkaException e) {
            LOG.log(Level.DEBUG, "left without a word", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Who leaves for good says so, and where others live they take over at once. Alone there is nobody to take over; then
     * the place is kept for a session, and a successor of the same name goes on in it without a rebalance.
     */
    private GroupMembershipOperation farewell() {
        return dismissed || !workplace.alone()
                ? GroupMembershipOperation.LEAVE_GROUP
                : GroupMembershipOperation.REMAIN_IN_GROUP;
    }

    /** Asks it to end for good: its place in the group is gone. From any thread, any number of times. */
    void dismiss() {
        dismissed = true;
        stop();
    }

    /** Asks it to end after the transaction in hand. From any thread, any number of times. */
    void stop() {
        if (stopping) {
            return;
        }
        stopping = true;
        KafkaConsumer<byte[], byte[]> running = consumer;
        if (running != null) {
            running.wakeup();
        }
    }

    @Override
    public String toString() {
        return member.id();
    }

    boolean ended() {
        return ended.getCount() == 0;
    }

    /** Until it has ended, the time is over or the caller is interrupted. */
    void awaitEnd(Duration time) {
        try {
            boolean inTime = ended.await(time.toMillis(), TimeUnit.MILLISECONDS);
            LOG.log(Level.DEBUG, "worker=" + member.id() + " ended=" + inTime);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What it waits for, empty when all is well. */
    String waitsFor() {
        return trouble.reason();
    }
}
