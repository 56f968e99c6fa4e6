package crm.it.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import crm.dev.lab.Deadline;
import crm.it.lab.Crm;
import crm.it.lab.Crm.Answer;
import crm.it.lab.DeployedApplication;
import crm.it.lab.SharedLab;
import crm.it.lab.TokenIssuer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tokens of an issuer that the server trusts. */
class TokensIT extends DeployedApplication {

    private final TokenIssuer issuer = SharedLab.tokens();

    @Test
    void aTokenOpensWhatItsRolesAllow() {
        Crm ada = bearing(issuer.token(issuer.claims("ada", "operator", "unheard_of")));
        Answer me = ada.get("/api/v1/me");
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.json().get("name").asText()).as("never an account's").isEqualTo("jwt:ada");
        assertThat(me.json().get("roles")).hasSize(1);
        assertThat(ada.get("/api/v1/operations/groups").status()).isEqualTo(200);
        assertThat(ada.get("/api/v1/customers").status()).isEqualTo(403);
    }

    @Test
    void aTokenIsNoAccountOfTheSameName() {
        Crm admin = bearing(issuer.token(issuer.claims("admin", "viewer")));
        assertThat(admin.get("/api/v1/users").status()).isEqualTo(403);
        assertThat(admin.put("/api/v1/me/password", "{\"current\": \"x\", \"password\": \"eight blue bottles\"}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aTokenWithoutARoleOpensNothing() {
        assertThat(bearing(issuer.token(issuer.claims("ada"))).get("/api/v1/me").status())
                .isEqualTo(403);
    }

    @Test
    void everyOtherTokenIsNobody() {
        JWTClaimsSet.Builder right = issuer.claims("ada", "admin");
        RSAKey forged = TokenIssuer.newKey(issuer.key().getKeyID());
        List<String> wrong = List.of(
                issuer.token(issuer.claims("ada", "admin").issuer("https://evil.example")),
                issuer.token(issuer.claims("ada", "admin").audience("another")),
                issuer.token(issuer.claims("ada", "admin")
                        .expirationTime(Date.from(Instant.now().minusSeconds(60)))),
                issuer.token(right, forged),
                new PlainJWT(right.build()).serialize(),
                "rubbish");
        for (String token : wrong) {
            Answer answer = bearing(token).get("/api/v1/me");
            assertThat(answer.status()).as(token).isEqualTo(401);
            assertThat(answer.response().headers().allValues("WWW-Authenticate"))
                    .anyMatch(challenge -> challenge.startsWith("Basic"))
                    .anyMatch(challenge -> challenge.contains("invalid_token"));
        }
    }

    @Test
    void aNewKeyOfTheIssuerIsFound() throws IOException {
        RSAKey next = TokenIssuer.newKey("next");
        issuer.publish(issuer.key(), next);
        Crm ada = bearing(issuer.token(issuer.claims("ada", "viewer"), next));
        // Keys are read again at an unknown key, but not more often than every half minute.
        assertThat(Deadline.in(Duration.ofSeconds(45))
                        .await(() -> ada.get("/api/v1/me").status() == 200))
                .isTrue();
    }

    @Test
    void aTokenOpensNoPage() {
        Answer page = bearing(issuer.token(issuer.claims("ada", "admin"))).get("/home.xhtml");
        assertThat(page.status()).isEqualTo(302);
    }

    private static Crm bearing(String token) {
        return Crm.bearing(SharedLab.http(), token);
    }
}
