package crm.profile.rfm;

import java.util.List;
import java.util.Locale;

/** What customers are called by how recently, how often and for how much they buy: each pair of scores has one name. */
public enum RfmName {
    CHAMPIONS,
    LOYAL,
    POTENTIAL_LOYALIST,
    NEW_CUSTOMERS,
    PROMISING,
    NEED_ATTENTION,
    ABOUT_TO_SLEEP,
    AT_RISK,
    CANT_LOSE,
    HIBERNATING,
    LOST;

    /** By recency from 1, then by the mean of frequency and spend from 1. */
    private static final List<List<RfmName>> MAP = List.of(
            List.of(LOST, HIBERNATING, AT_RISK, CANT_LOSE, CANT_LOSE),
            List.of(HIBERNATING, HIBERNATING, AT_RISK, AT_RISK, AT_RISK),
            List.of(ABOUT_TO_SLEEP, ABOUT_TO_SLEEP, NEED_ATTENTION, LOYAL, LOYAL),
            List.of(PROMISING, POTENTIAL_LOYALIST, POTENTIAL_LOYALIST, CHAMPIONS, CHAMPIONS),
            List.of(NEW_CUSTOMERS, POTENTIAL_LOYALIST, POTENTIAL_LOYALIST, CHAMPIONS, CHAMPIONS));

    /** Of scores from 1 to 5; the mean of frequency and spend is rounded half up. */
    public static RfmName of(int recency, int frequency, int monetary) {
        return MAP.get(recency - 1).get((frequency + monetary + 1) / 2 - 1);
    }

    /** As the outside calls it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
