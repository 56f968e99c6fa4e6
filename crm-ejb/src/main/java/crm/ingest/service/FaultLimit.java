package crm.ingest.service;

/** How much is told of what is wrong in one request. Not thread-safe. */
final class FaultLimit {

    /** In one event. */
    static final int OF_AN_EVENT = 20;

    private int left = 1000;

    /** How many faults the schema may still find in an event. */
    int left() {
        return Math.min(left, OF_AN_EVENT);
    }

    void spend(int faults) {
        left = Math.max(0, left - faults);
    }
}
