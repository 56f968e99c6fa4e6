/**
 * Groups of customers that nobody has defined: found in what customers do, named by what stands out, described by a rule.
 * Plain Java over figures of customers; starts at {@link crm.segment.cluster.ClusterSearch}.
 */
package crm.segment.cluster;
