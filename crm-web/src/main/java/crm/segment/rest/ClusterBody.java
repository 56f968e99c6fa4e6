package crm.segment.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import crm.segment.entity.Cluster;
import java.util.List;

/**
 * A group that was found.
 *
 * @param examples some of its customers, masked for those who do not see personal data
 */
record ClusterBody(@JsonUnwrapped Cluster cluster, List<ExampleBody> examples) {}
