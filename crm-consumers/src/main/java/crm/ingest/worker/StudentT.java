package crm.ingest.worker;

/** Quantiles of Student's t distribution. */
final class StudentT {

    private static final double NORMAL = 1.959963984540054;

    private StudentT() {}

    /**
     * What bounds 95 % on both sides: the expansion of Cornish and Fisher about the normal quantile, right to three digits
     * from five degrees of freedom on.
     */
    static double two95(double degrees) {
        if (degrees <= 0) {
            return Double.POSITIVE_INFINITY;
        }
        double z = NORMAL;
        double z3 = Math.pow(z, 3);
        double z5 = Math.pow(z, 5);
        double z7 = Math.pow(z, 7);
        return z
                + (z3 + z) / (4 * degrees)
                + (5 * z5 + 16 * z3 + 3 * z) / (96 * degrees * degrees)
                + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * Math.pow(degrees, 3));
    }
}
