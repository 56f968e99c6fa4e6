package crm.segment.page;

import crm.segment.entity.Cluster;
import crm.segment.entity.ClusterFeature;
import crm.segment.entity.ClusterOverview;
import crm.segment.entity.ClusterRun;
import crm.segment.service.ClusterService;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** The groups of customers that were found, and the search for them. */
@Named("clusters")
@RequestScoped
public class ListClustersPage {

    private static final String AGAIN = "/segment/clusters.xhtml?faces-redirect=true";
    private static final double HUNDRED = 100;

    @EJB
    private ClusterService clusters;

    @Inject
    private FacesContext faces;

    private ClusterOverview found;

    private ClusterOverview found() {
        if (found == null) {
            found = clusters.overview();
        }
        return found;
    }

    private ClusterFigures figures() {
        return new ClusterFigures(faces.getViewRoot().getLocale());
    }

    public String run() {
        clusters.run();
        return AGAIN;
    }

    public List<Cluster> getItems() {
        return found().items();
    }

    /** The search whose result is shown, null if there is none. */
    public ClusterRun getInForce() {
        return found().inForce().orElse(null);
    }

    /** The search under way, null if there is none. */
    public ClusterRun getUnderWay() {
        return found().latest().filter(ClusterRun::open).orElse(null);
    }

    /** What the search under way does. */
    public String getPhase() {
        return getUnderWay().phase().isEmpty() ? "waiting" : getUnderWay().phase();
    }

    /** How far that is, from 0 to 1. */
    public double getPassed() {
        return Passed.share(getUnderWay().done(), getUnderWay().total());
    }

    /** The last search, if it came to nothing; null if it did not. */
    public ClusterRun getVain() {
        return found().latest()
                .filter(run -> run.state().equals("failed") || run.nothing().isPresent())
                .orElse(null);
    }

    /** Why the last search came to nothing. */
    public String getVainWhy() {
        return getVain().nothing().orElse("failed");
    }

    public String name(Cluster cluster) {
        return figures().name(cluster);
    }

    public String share(Cluster cluster) {
        return figures().percent(cluster.share());
    }

    /** Of a bar, from 0 to 100. */
    public long width(Cluster cluster) {
        return Math.round(HUNDRED * cluster.share());
    }

    public String value(ClusterFeature feature) {
        return figures().value(feature, feature.mean());
    }

    public String getSilhouette() {
        return figures().number(getInForce().silhouette().orElse(0.0), 2);
    }
}
