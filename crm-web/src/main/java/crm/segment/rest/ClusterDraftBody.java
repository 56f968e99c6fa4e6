package crm.segment.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import crm.platform.rest.Json;
import crm.segment.entity.ClusterDraft;
import java.util.Map;

/**
 * A definition that says about whom a group is, ready to be published.
 *
 * @param words its condition as sentences, by language
 * @param precision share of members among those whom it fits
 * @param recall share of those whom it fits among members
 * @param members among the {@code judged} customers, who are others than those it was made from
 */
record ClusterDraftBody(
        JsonNode definition, Map<String, String> words, double precision, double recall, int members, int judged) {

    static ClusterDraftBody of(ClusterDraft draft) {
        try {
            return new ClusterDraftBody(
                    Json.mapper().readTree(draft.definition()),
                    draft.words(),
                    draft.precision(),
                    draft.recall(),
                    draft.members(),
                    draft.judged());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a definition that was just written", e);
        }
    }
}
