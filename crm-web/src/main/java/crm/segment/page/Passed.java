package crm.segment.page;

/**
 * How far something is that is asked of all profiles.
 *
 * @param key of what is asked
 * @param passed how many were asked
 * @param of how many there are, about
 * @param phase what is done with them, where that is more than one thing
 */
record Passed(String key, long passed, long of, double share, String phase) {

    Passed(String key, long passed, long of) {
        this(key, passed, of, share(passed, of), "");
    }

    /** From 0 to 1, also while there come to be more. */
    static double share(long passed, long of) {
        return of <= 0 ? 0 : Math.min(1, passed / (double) of);
    }
}
