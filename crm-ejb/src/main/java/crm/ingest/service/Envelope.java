package crm.ingest.service;

import crm.ingest.entity.Stamp;
import java.util.Optional;

/**
 * What surrounds an event's data, whatever form it came in.
 *
 * @param subject CloudEvents' {@code subject} as it was sent
 * @param customer the {@code customer_id} field
 * @param anonymous the {@code anonymous_id} field
 * @param data JSON object
 * @param dataPointer where {@code data} stands in what was sent; empty if it is the outermost object
 */
record Envelope(
        Stamp stamp,
        String type,
        Optional<String> subject,
        boolean backfill,
        Optional<String> customer,
        Optional<String> anonymous,
        String data,
        String dataPointer) {}
