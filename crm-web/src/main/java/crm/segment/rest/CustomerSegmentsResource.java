package crm.segment.rest;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.AGENT;
import static crm.access.entity.Roles.ANALYST;
import static crm.access.entity.Roles.INTEGRATION;
import static crm.access.entity.Roles.MARKETER;
import static crm.access.entity.Roles.VIEWER;

import com.fasterxml.jackson.databind.JsonNode;
import crm.ingest.service.Identities;
import crm.platform.entity.Page;
import crm.platform.rest.Times;
import crm.profile.entity.ProfileId;
import crm.profile.rest.CustomerPath;
import crm.profile.service.CustomerQueries;
import crm.segment.entity.CustomerSegment;
import crm.segment.entity.MembershipExplanation;
import crm.segment.service.SegmentExplanation;
import crm.segment.service.SegmentMembers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/** In which segments a customer is, and why. */
@Path("/customers/{customer}/segments")
@Produces(MediaType.APPLICATION_JSON)
public class CustomerSegmentsResource {

    @Inject
    private SegmentMembers members;

    @Inject
    private SegmentExplanation explanations;

    @Inject
    private CustomerQueries customers;

    @Inject
    private Identities identities;

    @Context
    private HttpHeaders headers;

    @GET
    @RolesAllowed({ADMIN, AGENT, MARKETER, ANALYST, VIEWER, INTEGRATION})
    public Page<CustomerSegment> memberships(
            @PathParam("customer") String customer,
            @QueryParam("limit") String limit,
            @QueryParam("after") String after) {
        ProfileId profile = profile(customer);
        return Slice.byKey("segments of " + profile, CustomerSegment::key).of(members.of(profile), limit, after);
    }

    private ProfileId profile(String customer) {
        return new CustomerPath(customer, identities).in(customers);
    }

    @GET
    @Path("{key}/explain")
    @RolesAllowed({ADMIN, AGENT, MARKETER, ANALYST, VIEWER, INTEGRATION})
    public MembershipExplanation explain(
            @PathParam("customer") String customer, @PathParam("key") String key, @QueryParam("at") String at) {
        return explanations.explain(profile(customer), key, Times.parameter("at", at), Readers.language(headers));
    }

    /** By a condition that nobody has published. */
    @POST
    @Path("explain")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({ADMIN, MARKETER})
    public MembershipExplanation explain(@PathParam("customer") String customer, JsonNode body) {
        return explanations.explain(profile(customer), body, Readers.language(headers));
    }
}
