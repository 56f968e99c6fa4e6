package crm.access.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Settings of accounts and logins, {@code crm.access.*} and {@code crm.admin.*}. */
@ApplicationScoped
public class AccessSettings {

    /** Longer passwords would only cost time. */
    public static final int PASSWORD_MAX_LENGTH = 256;

    private static final int FEWEST_ITERATIONS = 1024;

    private final Optional<String> adminPassword;
    private final int passwordMinLength;
    private final int passwordIterations;
    private final Duration credentialsTtl;
    private final Duration sessionIdle;
    private final Duration sessionMax;

    /** For the container's proxies. */
    protected AccessSettings() {
        this(Optional.empty(), 1, FEWEST_ITERATIONS, Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    @Inject
    public AccessSettings(
            @ConfigProperty(name = "crm.admin.password") Optional<String> adminPassword,
            @ConfigProperty(name = "crm.access.password-min-length") int passwordMinLength,
            @ConfigProperty(name = "crm.access.password-iterations") int passwordIterations,
            @ConfigProperty(name = "crm.access.credentials-ttl") Duration credentialsTtl,
            @ConfigProperty(name = "crm.access.session-idle") Duration sessionIdle,
            @ConfigProperty(name = "crm.access.session-max") Duration sessionMax) {
        this.adminPassword = adminPassword;
        this.passwordMinLength = passwordMinLength;
        this.passwordIterations = passwordIterations;
        this.credentialsTtl = credentialsTtl;
        this.sessionIdle = sessionIdle;
        this.sessionMax = sessionMax;
        check(
                adminPassword.map(String::length).orElse(0) <= PASSWORD_MAX_LENGTH,
                "crm.admin.password must not be longer than " + PASSWORD_MAX_LENGTH + " characters");
        check(passwordMinLength > 0, "crm.access.password-min-length must be greater than 0");
        check(passwordIterations >= FEWEST_ITERATIONS, "crm.access.password-iterations must be at least 1024");
        check(!credentialsTtl.isNegative(), "crm.access.credentials-ttl must not be negative");
        check(sessionIdle.toSeconds() > 0, "crm.access.session-idle must be a second or more");
        check(sessionMax.toSeconds() > 0, "crm.access.session-max must be a second or more");
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    public Optional<String> adminPassword() {
        return adminPassword;
    }

    public int passwordMinLength() {
        return passwordMinLength;
    }

    public int passwordIterations() {
        return passwordIterations;
    }

    public Duration credentialsTtl() {
        return credentialsTtl;
    }

    public Duration sessionIdle() {
        return sessionIdle;
    }

    public Duration sessionMax() {
        return sessionMax;
    }
}
