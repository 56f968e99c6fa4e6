package crm.access.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import crm.access.entity.Caller;
import crm.access.entity.TokenKeysUnreachable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real tokens, signed with real keys. */
class TokenCheckTest {

    private static final String ISSUER = "https://id.example";
    private static RSAKey first;
    private static RSAKey second;
    private static ECKey elliptic;

    @TempDir
    private Path folder;

    private Path file;
    private TokenCheck check;

    @BeforeAll
    static void makeKeys() throws JOSEException {
        first = new RSAKeyGenerator(2048).keyID("first").generate();
        second = new RSAKeyGenerator(2048).keyID("second").generate();
        elliptic = new ECKeyGenerator(Curve.P_256).keyID("elliptic").generate();
    }

    @BeforeEach
    void start() throws IOException {
        file = folder.resolve("jwks.json");
        publish(first, elliptic);
        check = check(file.toString());
    }

    private void publish(JWK... keys) throws IOException {
        Files.writeString(file, new JWKSet(List.of(keys)).toString(true));
    }

    private static TokenCheck check(String keys) {
        TokenSettings settings = new TokenSettings(
                Optional.of(ISSUER),
                Optional.of("crm"),
                Optional.of(keys),
                List.of("preferred_username", "sub"),
                List.of("roles", "groups", "realm_access.roles"),
                List.of("RS256", "PS256", "ES256"),
                Duration.ofSeconds(30));
        return new TokenCheck(settings, TokenKeys.at(keys, Duration.ofMillis(1)));
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(List.of("other", "crm"))
                .subject("4711")
                .claim("preferred_username", "ada")
                .claim("roles", List.of("agent", "queen"))
                .expirationTime(in(60));
    }

    private static Date in(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static String signed(JWSAlgorithm algorithm, String keyId, JWSSigner signer, JWTClaimsSet claims)
            throws JOSEException {
        SignedJWT token =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
        token.sign(signer);
        return token.serialize();
    }

    private static String signed(RSAKey key, JWTClaimsSet.Builder claims) throws JOSEException {
        return signed(JWSAlgorithm.RS256, key.getKeyID(), new RSASSASigner(key), claims.build());
    }

    @Test
    void knowsWhoItSpeaksOf() throws JOSEException {
        Caller caller = check.caller(signed(first, claims())).orElseThrow();
        assertThat(caller.name()).isEqualTo("jwt:ada");
        assertThat(caller.roles()).as("those that are known here").containsExactly("agent");
    }

    @Test
    void takesOtherAlgorithmsThatAreAllowed() throws JOSEException {
        assertThat(check.caller(signed(JWSAlgorithm.PS256, "first", new RSASSASigner(first), claims().build())))
                .isPresent();
        assertThat(check.caller(signed(JWSAlgorithm.ES256, "elliptic", new ECDSASigner(elliptic), claims().build())))
                .isPresent();
        assertThat(check.caller(signed(JWSAlgorithm.RS512, "first", new RSASSASigner(first), claims().build())))
                .as("not among the allowed")
                .isEmpty();
    }

    @Test
    void takesAccessTokensByTheirType() throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID("first")
                        .build(),
                claims().build());
        token.sign(new RSASSASigner(first));
        assertThat(check.caller(token.serialize())).isPresent();
    }

    @Test
    void fallsBackToTheSubject() throws JOSEException {
        assertThat(check.caller(signed(first, claims().claim("preferred_username", null))))
                .map(Caller::name)
                .contains("jwt:4711");
    }

    @Test
    void collectsRolesFromAllClaims() throws JOSEException {
        JWTClaimsSet.Builder claims = claims().claim("roles", "viewer operator")
                .claim("groups", List.of("analyst"))
                .claim("realm_access", Map.of("roles", List.of("marketer")));
        assertThat(check.caller(signed(first, claims)).orElseThrow().roles())
                .containsExactlyInAnyOrder("viewer", "operator", "analyst", "marketer");
    }

    @Test
    void knowsPeopleWithoutARole() throws JOSEException {
        assertThat(check.caller(signed(first, claims().claim("roles", null)))
                        .orElseThrow()
                        .roles())
                .isEmpty();
    }

    @Test
    void refusesOtherIssuersAndAudiences() throws JOSEException {
        assertThat(check.caller(signed(first, claims().issuer("https://evil.example"))))
                .isEmpty();
        assertThat(check.caller(signed(first, claims().issuer(null)))).isEmpty();
        assertThat(check.caller(signed(first, claims().audience("other")))).isEmpty();
        assertThat(check.caller(signed(first, claims().audience((String) null))))
                .isEmpty();
    }

    @Test
    void refusesOtherTimesWithALittleLeeway() throws JOSEException {
        assertThat(check.caller(signed(first, claims().expirationTime(in(-20)))))
                .isPresent();
        assertThat(check.caller(signed(first, claims().expirationTime(in(-40)))))
                .isEmpty();
        assertThat(check.caller(signed(first, claims().expirationTime(null)))).isEmpty();
        assertThat(check.caller(signed(first, claims().notBeforeTime(in(20))))).isPresent();
        assertThat(check.caller(signed(first, claims().notBeforeTime(in(40))))).isEmpty();
    }

    @Test
    void refusesTokensThatNobodySigned() throws JOSEException {
        assertThat(check.caller(new PlainJWT(claims().build()).serialize())).isEmpty();
        String[] parts = signed(first, claims()).split("\\.", -1);
        assertThat(check.caller(parts[0] + '.' + parts[1] + '.')).isEmpty();
        assertThat(check.caller("rubbish")).isEmpty();
        assertThat(check.caller("a.".repeat(20_000))).isEmpty();
    }

    @Test
    void refusesTheKeyOfSomebodyElseUnderOurKeyId() throws JOSEException {
        assertThat(check.caller(signed(JWSAlgorithm.RS256, "first", new RSASSASigner(second), claims().build())))
                .isEmpty();
    }

    @Test
    void refusesAPublicKeyUsedAsASecret() throws JOSEException {
        byte[] published = first.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        byte[] encoded = first.toRSAPublicKey().getEncoded();
        for (byte[] secret : List.of(published, encoded)) {
            assertThat(check.caller(signed(JWSAlgorithm.HS256, "first", new MACSigner(secret), claims().build())))
                    .isEmpty();
        }
    }

    @Test
    void refusesNamesThatWouldSpoilALog() throws JOSEException {
        for (String name : List.of("", "ada lovelace", "ada\nlogin=ok", "a".repeat(201))) {
            assertThat(check.caller(signed(
                            first, claims().claim("preferred_username", name).subject(null))))
                    .as(name)
                    .isEmpty();
        }
    }

    @Test
    void findsAKeyThatWasAddedSince() throws JOSEException, IOException {
        assertThat(check.caller(signed(first, claims()))).isPresent();
        assertThat(check.caller(signed(second, claims()))).isEmpty();
        publish(first, second);
        assertThat(check.caller(signed(second, claims()))).isPresent();
    }

    @Test
    void cannotSayWithoutTheKeysOfTheIssuer() throws JOSEException, IOException {
        Files.delete(file);
        String token = signed(first, claims());
        assertThatThrownBy(() -> check.caller(token)).isInstanceOf(TokenKeysUnreachable.class);
        Files.writeString(file, "no keys");
        assertThatThrownBy(() -> check.caller(token)).isInstanceOf(TokenKeysUnreachable.class);
    }

    @Test
    void readsAnAddressOnceForManyTokensAndNotAtEachUnknownKey() throws Exception {
        AtomicInteger readings = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] body = new JWKSet(List.<JWK>of(first)).toString(true).getBytes(StandardCharsets.UTF_8);
        server.createContext("/jwks", exchange -> {
            readings.incrementAndGet();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks";
        TokenSettings settings = new TokenSettings(
                Optional.of(ISSUER),
                Optional.of("crm"),
                Optional.of(address),
                List.of("sub"),
                List.of("roles"),
                List.of("RS256"),
                Duration.ZERO);
        TokenCheck remote = new TokenCheck(settings, TokenKeys.at(address, Duration.ofMinutes(1)));
        for (int i = 0; i < 10; i++) {
            assertThat(remote.caller(signed(first, claims()))).isPresent();
        }
        assertThat(readings).hasValue(1);
        for (int i = 0; i < 10; i++) {
            assertThat(remote.caller(signed(second, claims()))).isEmpty();
        }
        assertThat(readings.get()).isLessThanOrEqualTo(3);
        server.stop(0);
        assertThat(remote.caller(signed(first, claims())))
                .as("what was read is kept")
                .isPresent();
        TokenCheck unreachable = new TokenCheck(settings, TokenKeys.at(address, Duration.ofMinutes(1)));
        String token = signed(first, claims());
        assertThatThrownBy(() -> unreachable.caller(token)).isInstanceOf(TokenKeysUnreachable.class);
    }
}
