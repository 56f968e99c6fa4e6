package crm.privacy.entity;

import java.time.Instant;
import java.util.SortedMap;

/**
 * An entry of the audit trail, as the outside sees it.
 *
 * @param seq its place in the chain, 1 for the first
 * @param at by the wall clock
 * @param actor the account, or {@code system:} and the node where nobody asked
 * @param personal keyed digests of personal values, by name
 * @param previousHash of the entry before, in hexadecimal
 * @param hash of this entry, in hexadecimal
 */
public record AuditEntry(
        long seq,
        Instant at,
        String actor,
        String action,
        String object,
        SortedMap<String, String> details,
        SortedMap<String, String> personal,
        String previousHash,
        String hash) {}
