package crm.operations.rest;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.OPERATOR;

import crm.operations.entity.Capacity;
import crm.operations.service.ConsumerGroups;
import crm.operations.service.MeasuredRates;
import crm.platform.rest.Refusal;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.OptionalDouble;

/** What a group can carry, calculated. */
@Path("/operations/capacity")
@Produces(MediaType.APPLICATION_JSON)
public class CapacityResource {

    @EJB
    private MeasuredRates measured;

    @EJB
    private ConsumerGroups groups;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({ADMIN, OPERATOR})
    public CapacityAnswer plan(CapacityBody body) {
        if (body == null) {
            throw Refusal.field("", "missing_body", "Send an object with arrival_rate, partitions and consumers.");
        }
        CapacityBody asked = body.checked();
        OptionalDouble rate = asked.ratePerConsumer().isPresent()
                ? OptionalDouble.empty()
                : measured.perConsumer(groups.all(), asked.group());
        return CapacityAnswer.of(Capacity.of(asked.question(rate)));
    }
}
