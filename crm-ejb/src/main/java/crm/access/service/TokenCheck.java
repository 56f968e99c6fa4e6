package crm.access.service;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import crm.access.entity.Caller;
import crm.access.entity.TokenKeysUnreachable;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a token is what it says: signed with a key of the issuer by an algorithm that is allowed, for us, and now.
 * Thread-safe.
 */
final class TokenCheck {

    private static final int LONGEST = 16 * 1024;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final TokenClaims claims;

    TokenCheck(TokenSettings settings, JWKSource<SecurityContext> keys) {
        Set<JWSAlgorithm> allowed =
                settings.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
        DefaultJWTClaimsVerifier<SecurityContext> verifier = new DefaultJWTClaimsVerifier<>(
                settings.audience(),
                new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
                Set.of("exp"));
        verifier.setMaxClockSkew(Math.toIntExact(settings.leeway().toSeconds()));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(allowed, keys));
        processor.setJWTClaimsSetVerifier(verifier);
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null)); // null: no type at all
        this.claims = new TokenClaims(settings.nameClaims(), settings.rolesClaims());
    }

    /**
     * Who the token speaks of, if it is right.
     *
     * @throws TokenKeysUnreachable if it cannot be checked
     */
    Optional<Caller> caller(String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return claims.caller(processor.process(token, null));
        } catch (RateLimitReachedException e) {
            return Optional.empty(); // the keys were read a moment ago, and its key was not among them
        } catch (KeySourceException e) {
            throw new TokenKeysUnreachable(e);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            return Optional.empty();
        }
    }
}
