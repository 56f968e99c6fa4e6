package crm.ingest.entity;

/** The fewest and the most workers, in total over all nodes, that the auto-scaler may give a group. */
public record ScaleBounds(int min, int max) {

    public ScaleBounds {
        if (min < 1 || max < min) {
            throw new IllegalArgumentException("bounds are " + min + " to " + max);
        }
    }

    public int within(int workers) {
        return Math.max(min, Math.min(max, workers));
    }
}
