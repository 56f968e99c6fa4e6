package crm.segment.rest;

import crm.segment.entity.SegmentSaved;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** What became of a definition that was sent. */
record Saved(String key, int version, String state) {

    static Response answer(SegmentSaved saved, URI address) {
        Saved body = new Saved(
                saved.version().key(),
                saved.version().version(),
                saved.version().state().word());
        Response.ResponseBuilder answer = saved.created() ? Response.created(address) : Response.ok();
        return answer.entity(body).tag(SegmentTag.of(saved.revision())).build();
    }

    static Response answer(SegmentSaved saved) {
        return answer(saved, URI.create(""));
    }
}
