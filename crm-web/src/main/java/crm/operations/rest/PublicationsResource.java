package crm.operations.rest;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.OPERATOR;
import static crm.access.entity.Roles.VIEWER;

import crm.operations.entity.Publication;
import crm.operations.service.Publications;
import crm.platform.entity.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** Topics that are written to, and how far that is. All fit on one page. */
@Path("/operations/publications")
@Produces(MediaType.APPLICATION_JSON)
public class PublicationsResource {

    @EJB
    private Publications publications;

    @GET
    @RolesAllowed({ADMIN, OPERATOR, VIEWER})
    public Page<Publication> all() {
        return new Page<>(publications.all(), Optional.empty());
    }
}
