package crm.dev.shop;

import crm.dev.Failure;
import java.time.Instant;

/**
 * What whoever uses {@code ./crm traffic} wants of the shop; it is kept, and followed by this and every later run.
 *
 * @param open whether there is to be traffic
 * @param rate events a second
 * @param openedAt when it was last said to open, RFC 3339
 */
public record Wish(boolean open, double rate, String openedAt) {

    private static final double LEAST = 0.1;
    private static final double MOST = 200;
    private static final double USUAL_RATE = 3;

    public Wish {
        if (!(rate >= LEAST && rate <= MOST)) {
            throw new Failure("The rate must be a number of events a second from 0.1 to 200.");
        }
    }

    /** What nobody has said otherwise. */
    static Wish usual() {
        return new Wish(true, USUAL_RATE, Instant.EPOCH.toString());
    }

    public Wish opened(Instant now) {
        return new Wish(true, rate, now.toString());
    }

    public Wish closed() {
        return new Wish(false, rate, openedAt);
    }

    public Wish at(double wantedRate) {
        return new Wish(open, wantedRate, openedAt);
    }

    /** Whether it was said to open after a moment. */
    boolean openedSince(Instant moment) {
        return open && !Instant.parse(openedAt).isBefore(moment);
    }
}
