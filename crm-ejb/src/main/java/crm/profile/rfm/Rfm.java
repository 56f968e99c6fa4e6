package crm.profile.rfm;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The scores of a customer, each from 1 to 5, 5 being best.
 *
 * @param asOf since when the thresholds are in force by which it was scored
 */
public record Rfm(int recency, int frequency, int monetary, Instant asOf) {

    public RfmName name() {
        return RfmName.of(recency, frequency, monetary);
    }

    /** As it stands in the profile view. */
    public Map<String, Object> trait() {
        Map<String, Object> trait = new LinkedHashMap<>();
        trait.put("recency", recency);
        trait.put("frequency", frequency);
        trait.put("monetary", monetary);
        trait.put("name", name().word());
        trait.put("as_of", asOf);
        return trait;
    }

    /** Whether the scores are the same, whatever the thresholds were. */
    public boolean scoresAs(Rfm other) {
        return recency == other.recency && frequency == other.frequency && monetary == other.monetary;
    }
}
