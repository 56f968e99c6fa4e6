package crm.segment.rest;

import crm.platform.entity.Page;
import crm.segment.entity.Cluster;
import crm.segment.entity.ClusterOverview;
import crm.segment.entity.ClusterRun;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A page of the groups in force, the largest first, and how the last search went.
 *
 * @param next opaque cursor of the next page; it belongs to the search whose groups these are
 */
record ClustersBody(
        Optional<ClusterRun> inForce, Optional<ClusterRun> latest, List<Cluster> items, Optional<String> next) {

    static ClustersBody of(ClusterOverview found, String limit, String after) {
        List<Integer> ids = found.items().stream().map(Cluster::id).toList();
        int run = found.inForce().map(ClusterRun::id).orElse(0);
        Page<Cluster> page = new Slice<>(
                        "clusters " + run,
                        Cluster::id,
                        Comparator.<Integer, Integer>comparing(ids::indexOf),
                        Integer::valueOf)
                .of(found.items(), limit, after);
        return new ClustersBody(found.inForce(), found.latest(), page.items(), page.next());
    }
}
