package crm.ingest.entity;

import static java.util.Objects.requireNonNull;

/** A delivery that becomes a dead letter, and why. */
public record Refused(Delivery delivery, Rejection rejection) {

    public Refused {
        requireNonNull(delivery, "delivery");
        requireNonNull(rejection, "rejection");
    }
}
