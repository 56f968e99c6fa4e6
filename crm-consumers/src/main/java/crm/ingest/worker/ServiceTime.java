package crm.ingest.worker;

import java.time.Duration;
import java.util.Optional;

/**
 * How long the transactions of a group take, as a line that is fitted to them as they come: T(b) = t0 + t1·b seconds for b
 * records. Weighted least squares with exponential forgetting, means and co-moments kept by the update of Welford (1962) and
 * West (1979). A transaction far off the line, which waited for a lock or a collection of garbage, weighs less (Huber 1964);
 * if they all are, the line moves. Thread-safe.
 */
public final class ServiceTime {

    /** What the one before still weighs: about the last 500 transactions count, a minute or two of a backlog. */
    private static final double MEMORY = 0.998;

    /** From here on the spread about the line is known well enough to tell who is far off. */
    private static final int SETTLED = 30;

    /** Standard deviations within which a transaction has its full weight. */
    private static final double NEAR = 3;

    private long transactions;
    private double weight;
    private double squaredWeights;
    private double meanRecords;
    private double meanSeconds;
    private double records;
    private double both;
    private double seconds;

    /** A transaction of that many records has committed. */
    public synchronized void took(int count, Duration time) {
        if (count <= 0) {
            return;
        }
        double x = count;
        double y = time.toNanos() / 1e9;
        double w = weightOf(x, y);
        weight = MEMORY * weight + w;
        squaredWeights = MEMORY * MEMORY * squaredWeights + w * w;
        double dx = x - meanRecords;
        double dy = y - meanSeconds;
        meanRecords += w / weight * dx;
        meanSeconds += w / weight * dy;
        records = MEMORY * records + w * dx * (x - meanRecords);
        both = MEMORY * both + w * dx * (y - meanSeconds);
        seconds = MEMORY * seconds + w * dy * (y - meanSeconds);
        transactions++;
    }

    private double weightOf(double x, double y) {
        if (transactions < SETTLED) {
            return 1;
        }
        Line line = line();
        double deviation = Math.sqrt(unexplained(line) / weight);
        double off = Math.abs(y - line.at(x));
        return off <= NEAR * deviation || off == 0 ? 1 : Math.max(NEAR * deviation / off, 1e-3);
    }

    /** The line as it lies now; empty before two transactions. */
    public synchronized Optional<Fit> fit() {
        if (transactions < 2) {
            return Optional.empty();
        }
        Line line = line();
        double effective = weight * weight / squaredWeights;
        double left = unexplained(line);
        double variance = effective > 2 ? left / weight * effective / (effective - 2) : Double.POSITIVE_INFINITY;
        double spread = records / weight;
        double error1 = spread > 0 ? Math.sqrt(variance / (effective * spread)) : Double.POSITIVE_INFINITY;
        double error0 = spread > 0
                ? Math.sqrt(variance / effective * (1 + meanRecords * meanRecords / spread))
                : Double.POSITIVE_INFINITY;
        double explained = seconds > 0 ? Math.max(0, 1 - left / seconds) : 0;
        double t95 = StudentT.two95(effective - 2);
        return Optional.of(new Fit(
                transactions, line.t0(), line.t1(), explained, t95 * error0, t95 * error1, meanRecords, meanSeconds));
    }

    /** Least squares of lines that a time can have: neither what is fixed nor what a record adds is less than nothing. */
    private Line line() {
        if (records <= 0) {
            return throughOrigin();
        }
        double t1 = both / records;
        double t0 = meanSeconds - t1 * meanRecords;
        if (t1 < 0) {
            return new Line(meanSeconds, 0);
        }
        return t0 < 0 ? throughOrigin() : new Line(t0, t1);
    }

    private Line throughOrigin() {
        double xx = records + weight * meanRecords * meanRecords;
        return new Line(0, xx == 0 ? 0 : (both + weight * meanRecords * meanSeconds) / xx);
    }

    /** The weighted squares that a line leaves. */
    private double unexplained(Line line) {
        double off = meanSeconds - line.at(meanRecords);
        double squares = seconds - 2 * line.t1() * both + line.t1() * line.t1() * records + weight * off * off;
        return Math.max(0, squares);
    }

    private record Line(double t0, double t1) {
        double at(double count) {
            return t0 + t1 * count;
        }
    }

    /**
     * The line at one moment.
     *
     * @param transactions n: how many were seen since the start, those among them that are nearly forgotten too
     * @param t0 seconds that any transaction takes
     * @param t1 seconds that each record adds
     * @param r2 share of the variance that the line explains, 0 to 1; says little where all had about the same size
     * @param t0Error half the width of the 95 % confidence interval of t0; infinite where nothing tells it from t1
     * @param t1Error the same of t1
     * @param meanRecords records of a transaction, on the average
     * @param meanSeconds its time
     */
    public record Fit(
            long transactions,
            double t0,
            double t1,
            double r2,
            double t0Error,
            double t1Error,
            double meanRecords,
            double meanSeconds) {

        /** Of a transaction of that many records. */
        public double seconds(double count) {
            return t0 + t1 * count;
        }

        /** Records a second of one worker that applies so many at a time. */
        public double rate(double count) {
            double time = seconds(count);
            return time > 0 ? count / time : Double.POSITIVE_INFINITY;
        }

        /** How many records fit into a time, at least one. */
        public int within(Duration budget) {
            double room = budget.toNanos() / 1e9 - t0;
            if (t1 <= 0) {
                return room >= 0 ? Integer.MAX_VALUE : 1;
            }
            return (int) Math.max(1, Math.min(Integer.MAX_VALUE, room / t1));
        }
    }
}
