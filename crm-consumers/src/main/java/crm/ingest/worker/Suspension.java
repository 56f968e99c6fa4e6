package crm.ingest.worker;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Whether the server wants work done. WildFly suspends before a graceful stop, on an operator's word and until it has
 * booted, and tells by JMX; a server that does not tell is running. Looks once a second. Thread-safe.
 */
public final class Suspension {

    private static final long FRESH = TimeUnit.SECONDS.toNanos(1);

    private final ObjectName server;
    private volatile boolean running;
    private volatile long lookedAt = System.nanoTime() - FRESH;

    public Suspension() {
        try {
            this.server = new ObjectName("jboss.as:management-root=server");
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    /** False while it is suspending, suspended or starting. */
    public boolean running() {
        if (System.nanoTime() - lookedAt >= FRESH) {
            running = look();
            lookedAt = System.nanoTime();
        }
        return running;
    }

    private boolean look() {
        try {
            Object state = ManagementFactory.getPlatformMBeanServer().getAttribute(server, "suspendState");
            return state == null || state.equals("RUNNING");
        } catch (JMException e) {
            return true;
        }
    }
}
