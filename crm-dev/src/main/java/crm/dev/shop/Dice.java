package crm.dev.shop;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Chance that comes out the same for the same seed and name. */
final class Dice {

    private final Random random;

    private Dice(long seed) {
        random = new Random(seed);
    }

    static Dice of(long seed, String name) {
        long mixed = seed;
        for (int i = 0; i < name.length(); i++) {
            mixed = 31 * mixed + name.charAt(i);
        }
        return new Dice(scattered(mixed));
    }

    // Neighbouring seeds would begin with neighbouring numbers (the finaliser of SplitMix64).
    private static long scattered(long seed) {
        long z = seed + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    double share() {
        return random.nextDouble();
    }

    /** A number between two, both included. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    Duration between(Duration least, Duration most) {
        return least.plusMillis((long) (random.nextDouble() * most.minus(least).toMillis()));
    }

    /** Mostly less than the mean, at times much more. */
    double exponential(double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }

    <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** An index, each as often as its weight says. */
    int weighted(double... weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double left = random.nextDouble() * sum;
        for (int i = 0; i < weights.length; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    /** One of the values, each as often as its weight says. */
    <T> T weighted(List<T> values, List<Double> weights) {
        return values.get(
                weighted(weights.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    /** The pattern with a digit for each {@code #}. */
    String digits(String pattern) {
        StringBuilder text = new StringBuilder(pattern.length());
        pattern.chars().forEach(c -> text.append(c == '#' ? (char) ('0' + random.nextInt(10)) : (char) c));
        return text.toString();
    }

    /** Sixteen hexadecimal digits. */
    String token() {
        return String.format("%016x", random.nextLong());
    }
}
