package crm.ingest.rest;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.INTEGRATION;

import crm.ingest.entity.Verdict;
import crm.ingest.service.EventLog;
import crm.ingest.service.Intake;
import crm.ingest.service.IntakeGate;
import crm.ingest.service.IntakeMeter;
import crm.ingest.service.TracedLog;
import crm.platform.rest.Csv;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.List;

/**
 * Events in, each judged by itself. The thread waits for the log: how many wait is bounded by {@link IntakeGate}, which
 * turns the others away soon.
 */
@Path("/events")
@Produces({MediaType.APPLICATION_JSON, Csv.TYPE})
public class EventsResource {

    private static final int ACCEPTED = 202;
    private static final int UNPROCESSABLE = 422;

    @Inject
    private Intake intake;

    @Inject
    private IntakeGate gate;

    @Inject
    private IntakeMeter meter;

    @EJB
    private EventLog log;

    @POST
    @RolesAllowed({ADMIN, INTEGRATION})
    public Response take(InputStream body, @Context HttpHeaders headers, @Context SecurityContext caller) {
        EventRequest request = new EventRequest(headers);
        try (IntakeGate.Visit visit = gate.enter()) {
            byte[] bytes = request.bytes(body, visit);
            EventLog traced = new TracedLog(log, request.traceparent());
            List<Verdict> verdicts =
                    intake.take(caller.getUserPrincipal().getName(), visit, () -> request.events(bytes), traced);
            meter.judged(verdicts);
            boolean any = verdicts.stream().anyMatch(Verdict::accepted);
            return Response.status(any ? ACCEPTED : UNPROCESSABLE)
                    .entity(Verdicts.of(verdicts))
                    .build();
        }
    }
}
