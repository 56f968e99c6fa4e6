package crm.dev.chaos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What a campaign is to do.
 *
 * @param events how many there are, those that come again not counted
 * @param seed decides everything that is random: stories, order, poison, faults
 */
public record Plan(int events, long seed, List<Fault> faults) {

    public Plan {
        faults = List.copyOf(faults);
    }

    /** With so many faults: each kind as often as any other, or once more, in random order. */
    public static Plan random(int events, long seed, int faults) {
        return new Plan(events, seed, shuffled(Fault.byTurns(), seed, faults));
    }

    private static List<Fault> shuffled(List<Fault> kinds, long seed, int faults) {
        Random random = new Random(seed);
        List<Fault> all = new ArrayList<>();
        while (all.size() < faults) {
            List<Fault> round = new ArrayList<>(kinds);
            Collections.shuffle(round, random);
            all.addAll(round.subList(0, Math.min(round.size(), faults - all.size())));
        }
        return all;
    }

    boolean restores() {
        return faults.contains(Fault.RESTORE);
    }

    /** With a number of random faults, or with those of a list such as {@code kill,freeze,kill}. */
    public static Plan of(int events, long seed, String faults) {
        return faults.matches("[0-9]{1,4}")
                ? random(events, seed, Integer.parseInt(faults))
                : new Plan(
                        events,
                        seed,
                        Arrays.stream(faults.split(",")).map(Fault::of).toList());
    }
}
