package crm.segment.entity;

import java.util.Map;

/**
 * A definition that says about whom a group is.
 *
 * @param definition as JSON, to be published as it is or after a look at it
 * @param words its condition in words, by language
 * @param precision share of members among those whom it fits, of customers it was not made from
 * @param recall share of those whom it fits among members, of the same
 * @param members among the customers it was judged by
 * @param judged by how many customers it was
 */
public record ClusterDraft(
        String definition, Map<String, String> words, double precision, double recall, int members, int judged) {}
