package crm.profile.entity;

import java.time.Instant;
import java.util.Map;

/**
 * One event of a customer's history.
 *
 * @param data as it was sent
 */
public record TimelineEntry(String id, String source, String type, Instant time, Map<String, Object> data) {}
