package crm.access.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Settings of JWT bearer tokens, {@code crm.jwt.*}: all three of issuer, audience and keys, or none. */
@ApplicationScoped
public class TokenSettings {

    private static final Set<String> KNOWN =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    private final Optional<String> issuer;
    private final Optional<String> audience;
    private final Optional<String> keys;
    private final List<String> nameClaims;
    private final List<String> rolesClaims;
    private final Set<String> algorithms;
    private final Duration leeway;

    /** For the container's proxies. */
    protected TokenSettings() {
        this(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of("sub"),
                List.of("roles"),
                List.of("RS256"),
                Duration.ZERO);
    }

    @Inject
    public TokenSettings(
            @ConfigProperty(name = "crm.jwt.issuer") Optional<String> issuer,
            @ConfigProperty(name = "crm.jwt.audience") Optional<String> audience,
            @ConfigProperty(name = "crm.jwt.keys") Optional<String> keys,
            @ConfigProperty(name = "crm.jwt.name-claims") List<String> nameClaims,
            @ConfigProperty(name = "crm.jwt.roles-claims") List<String> rolesClaims,
            @ConfigProperty(name = "crm.jwt.algorithms") List<String> algorithms,
            @ConfigProperty(name = "crm.jwt.leeway") Duration leeway) {
        this.issuer = given(issuer);
        this.audience = given(audience);
        this.keys = given(keys);
        this.nameClaims = List.copyOf(nameClaims);
        this.rolesClaims = List.copyOf(rolesClaims);
        this.algorithms = Set.copyOf(algorithms);
        this.leeway = leeway;
        long set = Stream.of(this.issuer, this.audience, this.keys)
                .filter(Optional::isPresent)
                .count();
        check(set == 0 || set == 3, "crm.jwt.issuer, crm.jwt.audience and crm.jwt.keys must be given together");
        check(!nameClaims.isEmpty() && !rolesClaims.isEmpty(), "crm.jwt.name-claims and -roles-claims must name one");
        check(KNOWN.containsAll(this.algorithms), "crm.jwt.algorithms must be out of " + KNOWN);
        check(!leeway.isNegative(), "crm.jwt.leeway must not be negative");
    }

    private static Optional<String> given(Optional<String> setting) {
        return setting.map(String::strip).filter(text -> !text.isEmpty());
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    boolean isOn() {
        return keys.isPresent();
    }

    String issuer() {
        return issuer.orElseThrow();
    }

    String audience() {
        return audience.orElseThrow();
    }

    /** The address or file of a JWKS. */
    String keys() {
        return keys.orElseThrow();
    }

    List<String> nameClaims() {
        return nameClaims;
    }

    List<String> rolesClaims() {
        return rolesClaims;
    }

    Set<String> algorithms() {
        return algorithms;
    }

    Duration leeway() {
        return leeway;
    }
}
