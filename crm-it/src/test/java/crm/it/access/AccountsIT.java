package crm.it.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.it.lab.Crm;
import crm.it.lab.Crm.Answer;
import crm.it.lab.DeployedApplication;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Accounts are made and changed, and the audit trail tells of it. */
class AccountsIT extends DeployedApplication {

    private final Crm crm = admin();
    private final String name = "it-" + UUID.randomUUID();
    private final String path = "/api/v1/users/" + name;

    @Test
    void whoSavesAnAccountIsWrittenDownAndThePasswordIsNot() {
        String password = "green-" + UUID.randomUUID();
        Answer refused = crm.put(path, "{\"roles\":[\"made_up\"],\"password\":\"" + password + "\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(crm.put(path, "{\"roles\":[\"viewer\"],\"password\":\"password\"}")
                        .json()
                        .at("/errors/0/code")
                        .asText())
                .isEqualTo("common_password");
        assertThat(saved()).as("after refusals").isEmpty();

        assertThat(crm.put(path, "{\"roles\":[\"viewer\"],\"password\":\"" + password + "\"}")
                        .status())
                .isEqualTo(201);
        assertThat(saved()).singleElement().satisfies(act -> {
            assertThat(act.get("actor").asText()).isEqualTo("admin");
            assertThat(act.get("object").asText()).isEqualTo("account:" + name);
            assertThat(act.at("/details/roles").asText()).isEqualTo("viewer");
            assertThat(act.at("/details/password_set").asText()).isEqualTo("true");
            assertThat(act.toString()).doesNotContain(password);
        });

        assertThat(crm.put(path, "{\"roles\":[]}").status()).isEqualTo(422);
        assertThat(saved()).as("after another refusal").hasSize(1);
    }

    private List<JsonNode> saved() {
        return crm.all("/api/v1/privacy/audit?action=account.saved&object=account:" + name);
    }

    @Test
    void whatIsReadCanBeSentBack() {
        crm.put(
                path,
                "{\"roles\":[\"viewer\"],\"password\":\"" + Accounts.PASSWORD + "\",\"must_change_password\":true}");
        Answer read = crm.get(path);
        Answer saved = crm.put(path, read.response().body(), read.header("ETag"));
        assertThat(saved.status()).as(saved.response().body()).isEqualTo(200);
        assertThat(saved.json().get("roles")).isEqualTo(read.json().get("roles"));
        assertThat(saved.json().get("must_change_password").asBoolean()).isTrue();
        JsonNode listed = crm.all("/api/v1/users?limit=500").stream()
                .filter(account -> account.get("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(crm.put(path, listed.toString()).status()).isEqualTo(200);
    }
}
