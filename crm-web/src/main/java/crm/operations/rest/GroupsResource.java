package crm.operations.rest;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.OPERATOR;
import static crm.access.entity.Roles.VIEWER;

import crm.operations.entity.GroupStatus;
import crm.operations.service.ConsumerGroups;
import crm.platform.entity.Page;
import crm.platform.rest.Refusal;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** Consumer groups, as they are now. All fit on one page. */
@Path("/operations/groups")
@Produces(MediaType.APPLICATION_JSON)
public class GroupsResource {

    @EJB
    private ConsumerGroups groups;

    @GET
    @RolesAllowed({ADMIN, OPERATOR, VIEWER})
    public Page<GroupStatus> all() {
        return new Page<>(groups.all(), Optional.empty());
    }

    @GET
    @Path("{group}")
    @RolesAllowed({ADMIN, OPERATOR, VIEWER})
    public GroupStatus one(@PathParam("group") String group) {
        return groups.all().stream()
                .filter(status -> status.group().equals(group))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("There is no consumer group of this name."));
    }
}
