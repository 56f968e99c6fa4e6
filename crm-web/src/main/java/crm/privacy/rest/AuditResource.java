package crm.privacy.rest;

import crm.platform.entity.Page;
import crm.platform.rest.Limit;
import crm.platform.rest.Times;
import crm.privacy.entity.AuditEntry;
import crm.privacy.entity.AuditSearch;
import crm.privacy.service.AuditQueries;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.TreeMap;

/** The audit trail: who did what and looked at whom, and whether it is whole. */
@Path("/privacy/audit")
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

    // Written out, since accounts stand above privacy; a test compares them with the contract.
    private static final String ADMIN = "admin";
    private static final String PRIVACY_OFFICER = "privacy_officer";

    @Inject
    private AuditQueries entries;

    @GET
    @RolesAllowed({ADMIN, PRIVACY_OFFICER})
    public Page<AuditEntry> list(
            @QueryParam("actor") String actor,
            @QueryParam("action") String action,
            @QueryParam("object") String object,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("limit") String limit,
            @QueryParam("after") String after) {
        AuditSearch search = new AuditSearch(
                Optional.ofNullable(actor),
                Optional.ofNullable(action),
                Optional.ofNullable(object),
                Times.parameter("from", from),
                Times.parameter("to", to),
                new TreeMap<>());
        return entries.search(search, Limit.of(limit), Optional.ofNullable(after));
    }

    /** By personal values, which stand in a body as they must not in an address. */
    @POST
    @Path("search")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({ADMIN, PRIVACY_OFFICER})
    public Page<AuditEntry> search(AuditSearchBody sent) {
        AuditSearchBody body = sent == null ? AuditSearchBody.EMPTY : sent;
        return entries.search(body.search(), body.pageSize(), body.after());
    }

    @GET
    @Path("verify")
    @RolesAllowed({ADMIN, PRIVACY_OFFICER})
    public Verdict verify() {
        return Verdict.of(entries.verify());
    }
}
