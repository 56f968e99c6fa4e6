package crm.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;

import crm.access.entity.Roles;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RolesOfResourcesTest {

    private static final String OF_CUSTOMERS = "agent marketer analyst viewer integration";
    private static final String ALL = Roles.ALL.stream().collect(Collectors.joining(" "));

    /** The roles besides admin, as CONTRACTS has them. */
    private static final Map<String, String> CONTRACT = Map.ofEntries(
            Map.entry("GET /customers", OF_CUSTOMERS),
            Map.entry("POST /customers/search", OF_CUSTOMERS),
            Map.entry("POST /customers/export", OF_CUSTOMERS),
            Map.entry("GET /customers/{customer}", OF_CUSTOMERS),
            Map.entry("PATCH /customers/{customer}", "agent"),
            Map.entry("GET /customers/{customer}/notes", "agent analyst"),
            Map.entry("POST /customers/{customer}/notes", "agent"),
            Map.entry("DELETE /customers/{customer}/notes/{id}", "agent"),
            Map.entry("GET /customers/{customer}/timeline", "agent marketer analyst viewer"),
            Map.entry("GET /clusters", "marketer analyst"),
            Map.entry("GET /clusters/{id}", "marketer analyst"),
            Map.entry("PUT /clusters/{id}", "marketer"),
            Map.entry("POST /clusters/run", "marketer"),
            Map.entry("POST /clusters/{id}/rule", "marketer"),
            Map.entry("GET /customers/{customer}/segments", OF_CUSTOMERS),
            Map.entry("GET /customers/{customer}/segments/{key}/explain", OF_CUSTOMERS),
            Map.entry("POST /customers/{customer}/segments/explain", "marketer"),
            Map.entry("GET /segments", "marketer viewer integration"),
            Map.entry("GET /segments/{key}", "marketer viewer integration"),
            Map.entry("PUT /segments/{key}", "marketer"),
            Map.entry("DELETE /segments/{key}", "marketer"),
            Map.entry("POST /segments/{key}/publish", "marketer"),
            Map.entry("POST /segments/{key}/pause", "marketer"),
            Map.entry("POST /segments/{key}/resume", "marketer"),
            Map.entry("POST /segments/{key}/rollback", "marketer"),
            Map.entry("GET /segments/{key}/versions", "marketer viewer integration"),
            Map.entry("POST /segments/validate", "marketer"),
            Map.entry("POST /segments/preview", "marketer"),
            Map.entry("GET /segments/{key}/members", "marketer integration"),
            Map.entry("GET /segments/{key}/overlap/{other}", "marketer"),
            Map.entry("GET /segments/{key}/history", "marketer"),
            Map.entry("GET /segments/{key}/compare", "marketer"),
            Map.entry("POST /segments/{key}/compare", "marketer"),
            Map.entry("GET /schemas/segment", ALL),
            Map.entry("GET /operations/groups", "operator viewer"),
            Map.entry("GET /operations/groups/{group}", "operator viewer"),
            Map.entry("POST /operations/groups/{group}/workers", "operator"),
            Map.entry("DELETE /operations/groups/{group}/workers", "operator"),
            Map.entry("POST /operations/groups/{group}/pause", "operator"),
            Map.entry("POST /operations/groups/{group}/resume", "operator"),
            Map.entry("POST /operations/groups/{group}/seek", "operator"),
            Map.entry("GET /operations/losses", "operator"),
            Map.entry("POST /operations/losses/{id}/decide", "operator"),
            Map.entry("GET /operations/held-keys", "operator"),
            Map.entry("POST /operations/held-keys/{id}/pause", "operator"),
            Map.entry("POST /operations/held-keys/{id}/resume", "operator"),
            Map.entry("POST /operations/held-keys/{id}/release", "operator"),
            Map.entry("GET /operations/topics", "operator"),
            Map.entry("GET /operations/topics/{topic}/records", "operator"),
            Map.entry("POST /operations/capacity", "operator"),
            Map.entry("GET /operations/publications", "operator viewer"),
            Map.entry("GET /operations/metrics", "operator"),
            Map.entry("GET /privacy/audit", "privacy_officer"),
            Map.entry("GET /privacy/audit/verify", "privacy_officer"),
            Map.entry("POST /privacy/audit/search", "privacy_officer"),
            Map.entry("GET /operations/dead-letters", "operator"),
            Map.entry("GET /operations/dead-letters/{id}", "operator"),
            Map.entry("PUT /operations/dead-letters/{id}", "operator"),
            Map.entry("POST /operations/dead-letters/{id}/replay", "operator"),
            Map.entry("POST /operations/dead-letters/replay", "operator"),
            Map.entry("POST /operations/dead-letters/{id}/discard", "operator"),
            Map.entry("POST /operations/dead-letters/discard", "operator"),
            Map.entry("GET /traits", "marketer analyst"),
            Map.entry("GET /traits/{key}", "marketer analyst"),
            Map.entry("PUT /traits/{key}", ""),
            Map.entry("DELETE /traits/{key}", ""),
            Map.entry("GET /users", ""),
            Map.entry("GET /users/{name}", ""),
            Map.entry("PUT /users/{name}", ""),
            Map.entry("DELETE /users/{name}", ""),
            Map.entry("DELETE /users/{name}/lock", ""),
            Map.entry("GET /users/{name}/keys", ""),
            Map.entry("POST /users/{name}/keys", ""),
            Map.entry("DELETE /users/{name}/keys/{id}", ""),
            Map.entry("PUT /me/password", ALL),
            Map.entry("GET /me", ALL),
            Map.entry("POST /events", "integration"),
            Map.entry("GET /schemas", ALL),
            Map.entry("GET /schemas/{type}", ALL),
            Map.entry("GET /mappings", ""),
            Map.entry("GET /mappings/{topic}", ""),
            Map.entry("PUT /mappings/{topic}", ""),
            Map.entry("DELETE /mappings/{topic}", ""),
            Map.entry("POST /mappings/{topic}/try", ""),
            Map.entry("GET /operations/violations", "operator"),
            Map.entry("DELETE /operations/violations/{id}", "operator"));

    @Test
    void everyResourceMethodLetsInThoseOfTheContractAndAdmin() {
        Map<String, Set<String>> expected = new TreeMap<>();
        CONTRACT.forEach((operation, roles) -> expected.put(operation, words(roles + " admin")));
        Map<String, Set<String>> declared = new TreeMap<>();
        Resources.operations().forEach((operation, method) -> declared.put(operation, roles(method)));
        assertThat(declared).isEqualTo(expected);
    }

    private static Set<String> words(String text) {
        return new TreeSet<>(Set.copyOf(java.util.List.of(text.strip().split(" "))));
    }

    private static Set<String> roles(Method method) {
        RolesAllowed declared = method.getAnnotation(RolesAllowed.class);
        return declared == null ? Set.of() : new TreeSet<>(java.util.List.of(declared.value()));
    }
}
