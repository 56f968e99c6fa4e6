package crm.segment.rest;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.MARKETER;

import crm.platform.rest.Refusal;
import crm.platform.rest.Times;
import crm.segment.entity.SegmentHistory;
import crm.segment.entity.SegmentHistory.Step;
import crm.segment.service.SegmentMembers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;

/** How many members a segment had, and how many entered and left. */
@Path("/segments/{key}/history")
@Produces(MediaType.APPLICATION_JSON)
public class SegmentHistoryResource {

    private static final int DAYS = 30;
    private static final int HOURS = 48;

    @Inject
    private SegmentMembers members;

    @GET
    @RolesAllowed({ADMIN, MARKETER})
    public SegmentHistory history(
            @PathParam("key") String key,
            @QueryParam("step") String step,
            @QueryParam("steps") String steps,
            @QueryParam("to") String to) {
        Step each = step(step);
        return members.history(key, each, steps(steps, each), Times.parameter("to", to));
    }

    private static Step step(String text) {
        if (text == null) {
            return Step.DAY;
        }
        for (Step step : Step.values()) {
            if (step.word().equals(text.toLowerCase(Locale.ROOT))) {
                return step;
            }
        }
        throw Refusal.parameter("step", "unknown_value", "A step is an hour or a day.");
    }

    private static int steps(String text, Step step) {
        if (text == null) {
            return step == Step.DAY ? DAYS : HOURS;
        }
        try {
            int steps = Integer.parseInt(text);
            if (steps >= 1 && steps <= SegmentMembers.MOST_STEPS) {
                return steps;
            }
        } catch (NumberFormatException e) {
            // told below, as for a number out of range
        }
        throw Refusal.parameter(
                "steps", "out_of_range", "Steps are a whole number from 1 to " + SegmentMembers.MOST_STEPS + ".");
    }
}
