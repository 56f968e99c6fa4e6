package crm.segment.entity;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A group of customers that was found.
 *
 * @param id which it keeps from run to run
 * @param name as somebody has called it, else what stands out, in English
 * @param given as somebody has called it
 * @param names what stands out in words, by language
 * @param standsOut the features by which it differs most and on which side, such as {@code basket.high}
 * @param share of all customers with orders
 * @param version counts renames
 */
public record Cluster(
        int id,
        String name,
        Optional<String> given,
        Map<String, String> names,
        List<String> standsOut,
        long customers,
        double share,
        List<ClusterFeature> features,
        long version) {}
