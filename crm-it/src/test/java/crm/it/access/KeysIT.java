package crm.it.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.dev.lab.Deadline;
import crm.it.lab.Crm;
import crm.it.lab.Crm.Answer;
import crm.it.lab.DeployedApplication;
import crm.it.lab.SharedLab;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The life of a key. */
class KeysIT extends DeployedApplication {

    @Test
    void aKeyOpensTheApiUntilItIsRevoked() {
        String name = Accounts.client("integration");
        JsonNode made = make(name, "{\"label\": \"till 7\"}");
        String key = made.get("key").asText();
        Crm till = Crm.bearing(SharedLab.http(), key);

        assertThat(till.get("/api/v1/me").json().get("name").asText()).isEqualTo(name);
        assertThat(till.get("/api/v1/customers").status()).isEqualTo(200);
        assertThat(till.get("/api/v1/users").status()).as("the account's roles").isEqualTo(403);
        assertThat(Accounts.status(Accounts.as(name, key)))
                .as("as password of HTTP Basic")
                .isEqualTo(200);
        assertThat(Accounts.status(Accounts.as("admin", key)))
                .as("for its account only")
                .isEqualTo(401);

        Answer listed = admin().get(path(name));
        assertThat(listed.response().body()).contains("till 7", "last_used_at").doesNotContain(key);
        assertThat(admin().call("DELETE", path(name) + '/' + made.get("id").asText())
                        .status())
                .isEqualTo(204);
        assertThat(Accounts.status(till)).isEqualTo(401);
        assertThat(admin().get(path(name)).json().get("items")).isEmpty();
    }

    @Test
    void aKeyEndsByItself() {
        String name = Accounts.client("integration");
        Instant end = Instant.now().plusSeconds(3);
        JsonNode made = make(name, "{\"label\": \"short\", \"expires_at\": \"" + end + "\"}");
        Crm till = Crm.bearing(SharedLab.http(), made.get("key").asText());
        assertThat(Deadline.in(Duration.ofSeconds(20)).await(() -> Accounts.status(till) == 401))
                .isTrue();
        assertThat(Instant.now()).isAfterOrEqualTo(end);
    }

    @Test
    void aKeyEndsWithItsAccountAndFollowsItsRoles() {
        String name = Accounts.client("integration");
        Crm till = Crm.bearing(
                SharedLab.http(), make(name, "{\"label\": \"till\"}").get("key").asText());
        admin().put("/api/v1/users/" + name, "{\"roles\": [\"operator\"]}");
        assertThat(till.get("/api/v1/customers").status()).isEqualTo(403);
        assertThat(till.get("/api/v1/operations/groups").status()).isEqualTo(200);
        admin().call("DELETE", "/api/v1/users/" + name);
        assertThat(Accounts.status(till)).isEqualTo(401);
    }

    @Test
    void aKeyOpensNoPage() {
        String name = Accounts.person("viewer");
        String key = make(name, "{\"label\": \"no page\"}").get("key").asText();
        assertThat(new Visitor().login(name, key).body()).contains("The user name or the password is wrong.");
    }

    @Test
    void aClientCannotLogInOnPages() {
        String name = Accounts.client("viewer");
        admin().put("/api/v1/users/" + name, "{\"roles\": [\"viewer\"], \"password\": \"" + Accounts.PASSWORD + "\"}");
        assertThat(Accounts.status(Accounts.as(name, Accounts.PASSWORD))).isEqualTo(200);
        Visitor visitor = new Visitor();
        assertThat(visitor.login(name, Accounts.PASSWORD).body()).contains("This account is for systems");
        assertThat(visitor.isKnown()).isFalse();
    }

    @Test
    void wrongWishesAreRefused() {
        String name = Accounts.client("viewer");
        assertThat(admin().post(path(name), "{}").status()).isEqualTo(422);
        assertThat(admin().post(path(name), "{\"label\": \"x\", \"expires_at\": \"2001-01-01T00:00:00Z\"}")
                        .json()
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/expires_at");
        assertThat(admin().post(path("nobody-here"), "{\"label\": \"x\"}").status())
                .isEqualTo(404);
        assertThat(admin().call("DELETE", path(name) + "/000000000000").status())
                .isEqualTo(404);
    }

    private static JsonNode make(String name, String wish) {
        Answer made = admin().post(path(name), wish);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Cache-Control")).contains("no-store");
        assertThat(made.header("Location"))
                .doesNotContain(made.json().get("key").asText());
        return made.json();
    }

    private static String path(String name) {
        return "/api/v1/users/" + name + "/keys";
    }
}
