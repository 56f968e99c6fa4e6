package crm.operations.entity;

import java.time.Instant;
import java.util.Optional;

/**
 * A topic that this installation writes to.
 *
 * @param backlog changes not published yet, counted up to 100,000
 * @param lagSeconds age of the oldest of them, 0 without one
 * @param published records so far
 * @param publishedAt when records were last known to have been published
 * @param waitsFor what keeps this node from publishing, in words for operators; empty if nothing does
 */
public record Publication(
        String topic,
        long backlog,
        double lagSeconds,
        long published,
        Optional<Instant> publishedAt,
        String waitsFor) {}
