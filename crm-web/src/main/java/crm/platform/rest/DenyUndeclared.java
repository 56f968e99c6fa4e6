package crm.platform.rest;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;

/** A resource method that does not say who may call it may be called by nobody. */
@Provider
public class DenyUndeclared implements DynamicFeature {

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        if (!declares(resource.getResourceMethod())) {
            context.register(new Nobody());
        }
    }

    private static boolean declares(Method method) {
        return method.isAnnotationPresent(RolesAllowed.class)
                || method.isAnnotationPresent(PermitAll.class)
                || method.isAnnotationPresent(DenyAll.class)
                || method.getDeclaringClass().isAnnotationPresent(RolesAllowed.class);
    }

    private static final class Nobody implements ContainerRequestFilter {

        @Override
        public void filter(ContainerRequestContext request) {
            throw new ForbiddenException();
        }
    }
}
