package crm.segment.entity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Why somebody is in a segment, or is not.
 *
 * @param profileId of whom
 * @param key of the segment; empty for a condition that nobody has published
 * @param version of it that is in force at that instant, else the earliest
 * @param at the instant
 * @param node the whole condition as JSON
 * @param validUntil when the answer changes if nothing happens, empty if it never does
 * @param evidence of a condition that has no parts
 * @param changes what would change the answer: parts that would all have to become the opposite, in each of some ways, the
 *     shortest first; empty before the first event, when nobody is in anything
 */
public record MembershipExplanation(
        UUID profileId,
        Optional<String> key,
        Optional<Integer> version,
        Instant at,
        Map<String, Object> node,
        String words,
        boolean member,
        Optional<Instant> validUntil,
        List<ExplainedPart.Item> evidence,
        List<ExplainedPart> parts,
        List<List<Change>> changes) {

    /**
     * One part that would have to become the opposite.
     *
     * @param becomes what it would have to be
     * @param byTime when it does if nothing happens
     */
    public record Change(String pointer, String words, boolean becomes, Optional<Instant> byTime) {}
}
