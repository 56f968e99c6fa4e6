package crm.profile.service;

import crm.profile.entity.ProfileId;
import crm.profile.rfm.Buying;
import crm.profile.rfm.Rfm;
import crm.profile.rfm.Thresholds;
import crm.profile.store.RfmRows;
import crm.profile.store.RfmRows.Published;
import crm.profile.store.RfmRows.Scored;
import crm.profile.store.RfmRows.Scores;
import crm.profile.store.ThresholdRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Lets the profiles whose scores change with no event be published: by passing time, and by other thresholds. Portion by portion,
 * each a transaction; any number of nodes at once.
 */
public final class RfmPublishing {

    private final RfmRows rows;
    private final ThresholdRows thresholds;

    public RfmPublishing(Connection connection) {
        this.rows = new RfmRows(connection);
        this.thresholds = new ThresholdRows(connection);
    }

    /**
     * One portion.
     *
     * @param now of the business clock
     * @return how many profiles it looked at
     */
    public int step(Instant now, int most) throws SQLException {
        Optional<Thresholds> latest = thresholds.latest();
        if (latest.isEmpty()) {
            return 0;
        }
        Map<ProfileId, Published> published = new LinkedHashMap<>();
        rows.due(now, most).forEach(one -> published.put(one.profile(), one));
        if (published.size() < most) {
            rows.outdated(latest.get().id(), most - published.size()).forEach(one -> published.put(one.profile(), one));
        }
        if (!published.isEmpty()) {
            score(published, latest.get(), now);
        }
        return published.size();
    }

    private void score(Map<ProfileId, Published> published, Thresholds latest, Instant now) throws SQLException {
        Map<ProfileId, Buying> buying = rows.buying(published.keySet());
        List<Scored> scored = new ArrayList<>();
        TreeSet<ProfileId> changed = new TreeSet<>();
        TreeSet<ProfileId> gone = new TreeSet<>(published.keySet());
        buying.forEach((profile, bought) -> {
            Optional<Rfm> rfm = latest.score(bought, now);
            if (rfm.isPresent()) {
                Scores scores = Scores.of(rfm.get());
                gone.remove(profile);
                scored.add(new Scored(profile, latest.id(), scores, latest.fadesAfter(bought, now)));
                if (!published.get(profile).scores().equals(Optional.of(scores))) {
                    changed.add(profile);
                }
            }
        });
        rows.write(scored);
        rows.forget(gone);
        rows.changed(changed);
    }
}
