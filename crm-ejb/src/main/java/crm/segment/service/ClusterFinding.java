package crm.segment.service;

import crm.platform.service.StoreFailed;
import crm.profile.entity.ProfileId;
import crm.segment.cluster.ClusterSearch;
import crm.segment.cluster.ClusterWords;
import crm.segment.cluster.Clustering;
import crm.segment.cluster.SameClusters;
import crm.segment.cluster.Scale;
import crm.segment.cluster.Shopper;
import crm.segment.cluster.StandOut;
import crm.segment.entity.ClusterRun;
import crm.segment.store.ClusterMemberRows;
import crm.segment.store.ClusterRows;
import crm.segment.store.ClusterRunRows;
import crm.segment.store.ClusterRunRows.Claim;
import crm.segment.store.ClusterRunRows.Result;
import crm.segment.store.ShopperRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One search for groups of customers: they are found in a sample, and then everybody is put into one of them, portion by portion,
 * so that what is in memory does not grow with the customers. Nothing of it is in force until the end. The connection is in no
 * transaction: each statement is one.
 */
final class ClusterFinding {

    /** Fewer are no base to find groups in. */
    static final int FEWEST = 30;

    private static final ProfileId NOBODY = new ProfileId(new UUID(0, 0));
    /** Ids follow from hashes of names, so the first ones are as good as drawn by lot, and the same ones the next day. */
    private static final int SAMPLE = 20_000;

    private static final ClusterWords ENGLISH = new ClusterWords(Locale.ENGLISH);
    private static final int PORTION = 5_000;
    private static final int PAGES = 8_192;

    private final Claim claim;
    private final ClusterRunRows runs;
    private final ClusterRows clusters;
    private final ClusterMemberRows members;
    private final ShopperRows shoppers;

    ClusterFinding(Connection connection, Claim claim) {
        this.claim = claim;
        this.runs = new ClusterRunRows(connection);
        this.clusters = new ClusterRows(connection);
        this.members = new ClusterMemberRows(connection);
        this.shoppers = new ShopperRows(connection);
    }

    /** The groups of a run, with their ids. */
    private record Found(Scale scale, Clustering clustering, List<Integer> ids) {}

    /**
     * What is to be put in force, see {@link ClusterSwitch}.
     *
     * @throws ClaimLost if somebody else does it meanwhile
     */
    Result find() throws SQLException {
        clusters.forget(claim.run());
        clusters.forgetOthers(claim.run());
        countDiscounts();
        List<Shopper> sample = sample();
        if (sample.size() < FEWEST) {
            return nothing("too_few", sample.size());
        }
        Scale scale = Scale.of(sample);
        if (scale.allAlike()) {
            return nothing("all_alike", sample.size());
        }
        Optional<Clustering> clustering = search(scale, sample);
        return clustering.isPresent()
                ? everybody(new Found(scale, clustering.get(), ids(scale, clustering.get())))
                : nothing("one_crowd", sample.size());
    }

    private static Result nothing(String why, long customers) {
        return new Result(Optional.empty(), customers, Optional.empty(), Optional.of(why), Optional.empty(), List.of());
    }

    private void countDiscounts() throws SQLException {
        long pages = shoppers.pages();
        for (long page = 0; page < pages; page += PAGES) {
            alive("discounts", page, pages);
            shoppers.discounts(claim.run(), page, page + PAGES);
        }
    }

    private List<Shopper> sample() throws SQLException {
        List<Shopper> sample = new ArrayList<>();
        boolean more = true;
        while (more && sample.size() < SAMPLE) {
            alive("customers", sample.size(), SAMPLE);
            List<Shopper> portion = portion(sample.isEmpty() ? NOBODY : last(sample));
            sample.addAll(portion);
            more = portion.size() == PORTION;
        }
        return sample;
    }

    private List<Shopper> portion(ProfileId after) throws SQLException {
        return shoppers.after(after, PORTION, claim.run(), claim.asOf());
    }

    private static ProfileId last(List<Shopper> portion) {
        return portion.get(portion.size() - 1).profile();
    }

    private Optional<Clustering> search(Scale scale, List<Shopper> sample) throws SQLException {
        int before = runs.inForce().isPresent() ? earlier().size() : 0;
        return new ClusterSearch(sample.stream().map(scale::point).toList())
                .best(before, groups -> stillAlive("groups", groups, ClusterSearch.MOST));
    }

    /** By id, of the run in force. */
    private Map<Integer, double[]> earlier() throws SQLException {
        Optional<ClusterRun> before = runs.inForce();
        return before.isPresent() ? clusters.centres(before.get().id()) : Map.of();
    }

    private List<Integer> ids(Scale scale, Clustering clustering) throws SQLException {
        List<Integer> ids = new ArrayList<>();
        for (Optional<Integer> same : SameClusters.match(earlier(), clustering.centres(), scale)) {
            ids.add(same.isPresent() ? same.get() : clusters.add());
        }
        List<List<StandOut>> all = StandOut.of(clustering.centres());
        for (int i = 0; i < ids.size(); i++) {
            found(ids.get(i), scale.kept(clustering.centres().get(i)), all.get(i));
        }
        return ids;
    }

    private void found(int id, double[] centre, List<StandOut> standsOut) throws SQLException {
        List<String> words = standsOut.stream().map(StandOut::word).toList();
        clusters.found(
                claim.run(),
                id,
                centre,
                words,
                ENGLISH.name(words),
                standsOut.stream().map(StandOut::deviations).toList());
    }

    private Result everybody(Found found) throws SQLException {
        long about = shoppers.customers();
        ClusterMeans all = new ClusterMeans(found.scale().currency());
        Map<Integer, ClusterMeans> means = new HashMap<>();
        found.ids().forEach(id -> means.put(id, new ClusterMeans(found.scale().currency())));
        ProfileId after = NOBODY;
        List<Shopper> portion = portion(after);
        while (!portion.isEmpty()) {
            alive("members", all.customers(), Math.max(about, all.customers()));
            Map<ProfileId, Integer> assigned = new HashMap<>();
            for (Shopper shopper : portion) {
                int id = found.ids().get(found.clustering().of(found.scale().point(shopper)));
                assigned.put(shopper.profile(), id);
                means.get(id).add(shopper);
                all.add(shopper);
            }
            members.put(claim.run(), assigned);
            portion = portion(last(portion));
        }
        members.gone(claim.run());
        for (Map.Entry<Integer, ClusterMeans> one : means.entrySet()) {
            clusters.sized(
                    claim.run(),
                    one.getKey(),
                    one.getValue().customers(),
                    one.getValue().means());
        }
        return new Result(
                Optional.of(claim.asOf()),
                all.customers(),
                Optional.of(found.clustering().silhouette()),
                Optional.empty(),
                found.scale().currency(),
                all.means());
    }

    private void alive(String phase, long done, long total) throws SQLException {
        if (!runs.alive(claim, phase, done, total)) {
            throw new ClaimLost();
        }
    }

    private void stillAlive(String phase, long done, long total) {
        try {
            alive(phase, done, total);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }
}
