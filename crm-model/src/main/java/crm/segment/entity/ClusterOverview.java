package crm.segment.entity;

import java.util.List;
import java.util.Optional;

/**
 * The groups of customers that are in force, the largest first.
 *
 * @param inForce the run that found them; empty before there is one
 * @param latest the last run there was, which may be under way, or have found nothing
 */
public record ClusterOverview(Optional<ClusterRun> inForce, Optional<ClusterRun> latest, List<Cluster> items) {}
