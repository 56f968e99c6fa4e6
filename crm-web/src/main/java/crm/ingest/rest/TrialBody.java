package crm.ingest.rest;

import com.fasterxml.jackson.databind.JsonNode;
import crm.ingest.entity.Mapping;
import java.util.Optional;

/**
 * A mapping to be tried on a sample.
 *
 * @param mapping empty: the one in force
 * @param sample a record, as JSON or as a text that may be no JSON
 */
public record TrialBody(Optional<Mapping> mapping, JsonNode sample) {}
