package crm.it.lab;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** Somebody else's login, whose tokens the application trusts: it signs them, and publishes its keys in a file. */
public final class TokenIssuer {

    public static final String NAME = "https://id.example.org/realms/shop";
    public static final String AUDIENCE = "crm";

    private static final int BITS = 2048;

    private final Path keys;
    private final RSAKey key;

    private TokenIssuer(Path keys, RSAKey key) {
        this.keys = keys;
        this.key = key;
    }

    static TokenIssuer in(Path directory) {
        try {
            TokenIssuer issuer = new TokenIssuer(directory.resolve("jwks.json"), newKey("first"));
            issuer.publish(issuer.key);
            return issuer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A key of its own, as anybody can make. */
    public static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(BITS).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The file with the public keys. */
    Path keys() {
        return keys;
    }

    public RSAKey key() {
        return key;
    }

    /** Publishes these keys and no other. */
    public void publish(JWK... published) throws IOException {
        Files.writeString(keys, new JWKSet(List.of(published)).toString(true));
    }

    /** What a right token says. */
    public JWTClaimsSet.Builder claims(String name, String... roles) {
        return new JWTClaimsSet.Builder()
                .issuer(NAME)
                .audience(AUDIENCE)
                .subject("4711")
                .claim("preferred_username", name)
                .claim("roles", List.of(roles))
                .expirationTime(Date.from(Instant.now().plusSeconds(300)));
    }

    /** A token with these claims, signed with the published key. */
    public String token(JWTClaimsSet.Builder claims) {
        return token(claims, key);
    }

    /** A token with these claims, signed with any key. */
    public String token(JWTClaimsSet.Builder claims, RSAKey by) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(by.getKeyID())
                            .build(),
                    claims.build());
            token.sign(new RSASSASigner(by));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
