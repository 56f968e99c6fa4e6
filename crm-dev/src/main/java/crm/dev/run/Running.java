package crm.dev.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import crm.dev.lab.Readiness;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What runs: addresses, the login of the application's administrator, process ids.
 *
 * @param http address without a path
 * @param jdbcUrl to connect with as it is, user and password included
 */
public record Running(
        String http,
        String management,
        String kafkaBootstrap,
        String jdbcUrl,
        String user,
        String password,
        Pids pids) {

    /** The processes of a run. */
    public record Pids(long launcher, long wildfly, long kafka, long postgres) {}

    /** The address of the application. */
    public String application() {
        return http + "/crm/";
    }

    /** Whether the application says of itself that it is ready. */
    @JsonIgnore
    public boolean isReady() {
        return new Readiness(http).isGiven();
    }

    /** The {@code Authorization} header of the administrator. */
    public String authorization() {
        String login = user + ":" + password;
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }
}
