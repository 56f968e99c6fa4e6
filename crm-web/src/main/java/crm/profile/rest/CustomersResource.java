package crm.profile.rest;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.AGENT;
import static crm.access.entity.Roles.ANALYST;
import static crm.access.entity.Roles.INTEGRATION;
import static crm.access.entity.Roles.MARKETER;
import static crm.access.entity.Roles.VIEWER;

import crm.access.entity.Roles;
import crm.ingest.service.Identities;
import crm.platform.entity.Page;
import crm.platform.rest.Csv;
import crm.platform.rest.Limit;
import crm.platform.rest.Refusal;
import crm.platform.rest.Spool;
import crm.platform.rest.Tags;
import crm.platform.rest.Times;
import crm.profile.entity.CustomerFilter;
import crm.profile.entity.CustomerSearch;
import crm.profile.entity.CustomerSearch.Alphabet;
import crm.profile.entity.ProfileId;
import crm.profile.entity.ProfileView;
import crm.profile.entity.TimelineEntry;
import crm.profile.entity.TimelineFilter;
import crm.profile.service.CustomerEditing;
import crm.profile.service.CustomerLooks;
import crm.profile.service.CustomerQueries;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Customers: lists, profiles and their editing, timelines. Who may not know who they are sees them masked. */
@Path("/customers")
@Produces(MediaType.APPLICATION_JSON)
public class CustomersResource {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    @Inject
    private CustomerQueries customers;

    @Inject
    private CustomerEditing editing;

    @Inject
    private CustomerLooks looks;

    @Inject
    private Identities identities;

    @Context
    private SecurityContext caller;

    @GET
    @Produces({MediaType.APPLICATION_JSON, MediaType.APPLICATION_XML, Csv.TYPE})
    @RolesAllowed({ADMIN, AGENT, MARKETER, ANALYST, VIEWER, INTEGRATION})
    public Customers list(
            @QueryParam("segment") String segment,
            @QueryParam("country") String country,
            @QueryParam("sort") String sort,
            @QueryParam("limit") String limit,
            @QueryParam("after") String after) {
        CustomerSearch search = new CustomerSearch(
                Optional.empty(),
                CustomerFilter.ofCountry(Optional.ofNullable(country)).in(Optional.ofNullable(segment)),
                SortOrder.parameter(Optional.ofNullable(sort)),
                Alphabet.LATIN);
        int size = Limit.of(limit);
        requireSegment(Optional.ofNullable(segment), "?segment");
        return page(search, size, Optional.ofNullable(after));
    }

    /** A search has a body, as what is searched for is personal. */
    @POST
    @Path("search")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_XML})
    @Produces({MediaType.APPLICATION_JSON, MediaType.APPLICATION_XML, Csv.TYPE})
    @RolesAllowed({ADMIN, AGENT, MARKETER, ANALYST, VIEWER, INTEGRATION})
    public Customers search(SearchBody sent) {
        SearchBody body = sent == null ? SearchBody.EMPTY : sent;
        CustomerSearch search = body.search();
        int size = body.pageSize();
        requireSegment(body.segment(), "/filters/segment");
        Customers found = page(search, size, body.after());
        if (search.tooShort() && found.items().isEmpty()) {
            throw Refusal.field(
                    "/q",
                    "too_short",
                    "At least two characters (one of Chinese) are needed, unless one is a whole id.");
        }
        return found;
    }

    /** All that a search finds, as a file; its length is told, so that whoever gets less of it knows. */
    @POST
    @Path("export")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_XML})
    @Produces(Csv.TYPE)
    @RolesAllowed({ADMIN, AGENT, MARKETER, ANALYST, VIEWER, INTEGRATION})
    public Response export(ExportBody sent) throws IOException {
        ExportBody body = sent == null ? ExportBody.EMPTY : sent;
        CustomersFile file = new CustomersFile(body.search(), List.of(), body.wanted());
        requireSegment(body.asked().segment(), "/filters/segment");
        Spool spool = file.spool(looks);
        StreamingOutput lines = out -> {
            try (spool) {
                spool.send(out);
            }
        };
        return Response.ok(lines, CustomersFile.TYPE)
                .header(HttpHeaders.CONTENT_LENGTH, spool.size())
                .header(HttpHeaders.CONTENT_DISPOSITION, CustomersFile.DISPOSITION)
                .build();
    }

    @GET
    @Path("{customer}")
    @Produces({MediaType.APPLICATION_JSON, MediaType.APPLICATION_XML})
    @RolesAllowed({ADMIN, AGENT, MARKETER, ANALYST, VIEWER, INTEGRATION})
    public Response one(
            @PathParam("customer") String customer, @Context Request request, @Context HttpHeaders headers) {
        ProfileView profile = looks.profile(new CustomerPath(customer, identities).in(customers))
                .orElseThrow(CustomerPath::unknown);
        EntityTag tag = tag(profile.profileVersion(), headers);
        return Tags.unmet(request, tag).orElseGet(() -> answer(profile, tag));
    }

    private static Response answer(ProfileView profile, EntityTag tag) {
        return Response.ok(profile)
                .tag(tag)
                .header(HttpHeaders.VARY, "Accept, Authorization")
                .build();
    }

    /** What is said becomes an event of now: later events may say otherwise, earlier ones that come later may not. */
    @PATCH
    @Path("{customer}")
    @Consumes({MediaType.APPLICATION_JSON, MERGE_PATCH})
    @Produces({MediaType.APPLICATION_JSON, MediaType.APPLICATION_XML})
    @RolesAllowed({ADMIN, AGENT})
    public Response edit(
            @PathParam("customer") String customer,
            @Context Request request,
            @Context HttpHeaders headers,
            PatchBody body) {
        ProfileId profile = new CustomerPath(customer, identities).in(customers);
        long version = customers.version(profile).orElseThrow(CustomerPath::unknown);
        return Tags.unmet(request, tag(version, headers)).orElseGet(() -> {
            ProfileId edited = editing.edit(
                    profile, PatchBody.of(body).edit(headers.getHeaderString(HttpHeaders.IF_MATCH), version));
            return Committed.answer(
                    () -> shown(edited, headers), () -> Response.noContent().build());
        });
    }

    private Response shown(ProfileId profile, HttpHeaders headers) {
        ProfileView now = looks.profile(profile).orElseThrow(CustomerPath::unknown);
        return answer(now, tag(now.profileVersion(), headers));
    }

    @GET
    @Path("{customer}/timeline")
    @RolesAllowed({ADMIN, AGENT, MARKETER, ANALYST, VIEWER})
    public Page<TimelineEntry> timeline(
            @PathParam("customer") String customer,
            @QueryParam("type") String type,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("limit") String limit,
            @QueryParam("after") String after) {
        TimelineFilter filter =
                new TimelineFilter(Optional.ofNullable(type), Times.parameter("from", from), Times.parameter("to", to));
        int size = Limit.of(limit);
        ProfileId profile = new CustomerPath(customer, identities).in(customers);
        return looks.timeline(profile, filter, size, Optional.ofNullable(after));
    }

    private void requireSegment(Optional<String> key, String pointer) {
        if (key.isPresent() && (key.get().indexOf('\0') >= 0 || !customers.isSegment(key.get()))) {
            throw Refusal.field(pointer, "unknown_segment", "There is no segment of this key.");
        }
    }

    private Customers page(CustomerSearch search, int size, Optional<String> after) {
        return Customers.of(looks.search(search, size, after));
    }

    private boolean plain() {
        return Roles.seePersonalData(caller::isUserInRole);
    }

    private EntityTag tag(long version, HttpHeaders headers) {
        boolean xml = headers.getAcceptableMediaTypes().get(0).isCompatible(MediaType.APPLICATION_XML_TYPE)
                && !headers.getAcceptableMediaTypes().get(0).isCompatible(MediaType.APPLICATION_JSON_TYPE);
        return Tags.of(version, xml ? "-xml" : "", plain() ? "" : "-masked");
    }
}
