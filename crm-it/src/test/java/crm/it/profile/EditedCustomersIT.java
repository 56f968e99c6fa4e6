package crm.it.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.it.lab.Crm;
import crm.it.lab.Crm.Answer;
import crm.it.lab.DeployedApplication;
import crm.it.lab.Pages;
import crm.it.lab.Producer;
import crm.it.lab.SharedLab;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people say of customers by HTTP, and what becomes of it when events come. */
class EditedCustomersIT extends DeployedApplication {

    private static final String PASSWORD = "a long enough password";

    private final Producer producer = producer();
    private final String customer = "edited-" + UUID.randomUUID();
    private final String path = "/api/v1/customers/" + customer;
    private final String agent = account("agent");
    private final Crm crm = Crm.as(SharedLab.http(), agent, PASSWORD);

    private static String account(String role) {
        String name = role + "-" + UUID.randomUUID();
        admin().put("/api/v1/users/" + name, "{\"roles\":[\"" + role + "\"],\"password\":\"" + PASSWORD + "\"}");
        return name;
    }

    @BeforeEach
    void register() {
        say(
                "2020-01-01T00:00:00Z",
                "{\"name\":\"Ada Lovelace\",\"email\":\"" + customer + "@example.org\",\"address\":{\"city\":\"Bath\","
                        + "\"country\":\"UK\"},\"company\":{\"id\":\"c1\"}}");
        crm.customer(customer, profile -> profile.at("/attributes/name").isTextual());
    }

    @AfterEach
    void close() {
        producer.close();
    }

    private void say(String time, String data) {
        producer.send("customer_registration", customer, "customer.updated", time, data);
    }

    private Answer edit(String attributes, String... ifMatch) {
        return crm.patch(path, "{\"attributes\":" + attributes + "}", ifMatch);
    }

    @Test
    void theAnswerShowsThePatchedAttributesAndTheirNewVersion() {
        Answer before = crm.get(path);
        Answer edited = edit("{\"name\":\"Ada King\",\"address\":{\"city\":\"London\"},\"company\":null}");
        assertThat(edited.status()).as(edited.response().body()).isEqualTo(200);
        JsonNode attributes = edited.json().get("attributes");
        assertThat(attributes.at("/name").textValue()).isEqualTo("Ada King");
        assertThat(attributes.at("/address/city").textValue()).isEqualTo("London");
        assertThat(attributes.at("/address/country").textValue()).isEqualTo("UK");
        assertThat(attributes.has("company")).isFalse();
        assertThat(edited.header("ETag")).isNotEqualTo(before.header("ETag"));
        assertThat(crm.get(path).header("ETag")).isEqualTo(edited.header("ETag"));
        assertThat(crm.get(path).json()).isEqualTo(edited.json());
    }

    @Test
    void whatComesLaterOfEarlierTimesDoesNotUndoIt() {
        edit("{\"name\":\"Ada King\",\"gender\":\"f\"}");
        say("2021-01-01T00:00:00Z", "{\"name\":\"Ada Byron\",\"birthday\":\"1815-12-10\"}");
        JsonNode profile =
                crm.customer(customer, found -> found.at("/attributes/birthday").isTextual());
        assertThat(profile.at("/attributes/name").textValue()).isEqualTo("Ada King");
        List<JsonNode> timeline = crm.all(path + "/timeline");
        assertThat(timeline).hasSize(3);
        assertThat(timeline.get(0).get("source").textValue()).isEqualTo("urn:crm:user:" + agent);
        assertThat(timeline.get(0).at("/data/name").textValue()).isEqualTo("Ada King");
    }

    @Test
    void anEmailAddressOfAnEditFindsTheCustomer() {
        String email = UUID.randomUUID() + "@Example.org";
        edit("{\"email\":\"" + email + "\"}");
        Answer found =
                crm.post("/api/v1/customers/search", "{\"q\":\"" + email.toUpperCase(java.util.Locale.ROOT) + "\"}");
        assertThat(found.json().at("/items/0/customer_id").textValue()).isEqualTo(customer);
    }

    @Test
    void ifMatchIsHonouredAndOptional() {
        String tag = crm.get(path).header("ETag");
        assertThat(edit("{\"gender\":\"f\"}", tag).status()).isEqualTo(200);
        Answer stale = edit("{\"gender\":\"m\"}", tag);
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.header("Content-Type")).startsWith("application/problem+json");
        assertThat(edit("{\"gender\":\"x\"}", "*").status()).isEqualTo(200);
        assertThat(edit("{\"gender\":\"y\"}").json().at("/attributes/gender").textValue())
                .isEqualTo("y");
        assertThat(edit("{}").status()).as("nothing is said").isEqualTo(200);
    }

    @Test
    void eachFaultHasItsPointer() {
        Answer refused =
                edit("{\"email\":\"nobody\",\"birthday\":\"1990-02-30\",\"address\":{\"city\":7},\"gender\":\"f\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(pointers(refused))
                .containsExactlyInAnyOrder("/attributes/email", "/attributes/birthday", "/attributes/address/city");
        assertThat(refused.response().body()).doesNotContain("nobody", "1990-02-30");
        assertThat(pointers(edit("{\"customer_id\":\"other\"}"))).containsExactly("/attributes/customer_id");
        assertThat(pointers(crm.patch(path, "{}"))).containsExactly("/attributes");
        assertThat(pointers(crm.patch(path, "{\"attributes\":{},\"traits\":{}}")))
                .containsExactly("/traits");
        assertThat(crm.patch(path, "{nothing").status()).isEqualTo(400);
        assertThat(crm.patch("/api/v1/customers/email:a@example.org", "{\"attributes\":{}}")
                        .status())
                .isEqualTo(400);
        assertThat(crm.patch("/api/v1/customers/nobody-" + UUID.randomUUID(), "{\"attributes\":{}}")
                        .status())
                .isEqualTo(404);
        assertThat(crm.get(path).json().at("/attributes/gender").isMissingNode())
                .isTrue();
    }

    private static List<String> pointers(Answer answer) {
        return StreamSupport.stream(answer.json().get("errors").spliterator(), false)
                .map(error -> error.get("pointer").textValue())
                .toList();
    }

    @Test
    void theTrailSaysWhoChangedWhatAndNotToWhat() {
        String secret = "Ada " + UUID.randomUUID();
        edit("{\"name\":\"" + secret + "\",\"address\":{\"city\":\"London\"}}");
        Answer trail = admin().get("/api/v1/privacy/audit?action=customer.edited&actor=" + agent);
        JsonNode entry = trail.json().at("/items/0");
        assertThat(entry.at("/details/fields").textValue()).isEqualTo("name address.city");
        assertThat(entry.at("/object").textValue())
                .isEqualTo("profile:" + crm.customer(customer).get("profile_id").textValue());
        assertThat(entry.at("/personal/name").textValue()).matches("[0-9a-f]{64}");
        assertThat(trail.response().body()).doesNotContain(secret, "London");
    }

    @Test
    void notesAreReadByWhoSeesPersonalDataAndDeletedByWhoWroteThem() {
        Answer made = crm.post(path + "/notes", "{\"text\":\"Prefers to be called " + customer + "\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().get("author").textValue()).isEqualTo(agent);
        assertThat(crm.all(path + "/notes?limit=1")).containsExactly(made.json());
        Crm viewer = Crm.as(SharedLab.http(), account("viewer"), PASSWORD);
        assertThat(viewer.get(path + "/notes").status()).isEqualTo(403);
        String note = path + "/notes/" + made.json().get("id").textValue();
        Crm colleague = Crm.as(SharedLab.http(), account("agent"), PASSWORD);
        assertThat(colleague.call("DELETE", note).status()).isEqualTo(403);
        assertThat(crm.call("DELETE", note).status()).isEqualTo(204);
        assertThat(crm.call("DELETE", note).status()).isEqualTo(404);
        assertThat(pointers(crm.post(path + "/notes", "{\"text\":\" \"}"))).containsExactly("/text");
        assertThat(pointers(crm.post(path + "/notes", "{\"text\":\"" + "x".repeat(4001) + "\"}")))
                .containsExactly("/text");
        String trail =
                admin().get("/api/v1/privacy/audit?actor=" + agent).response().body();
        assertThat(trail).contains("note.added", "note.deleted").doesNotContain("Prefers");
    }

    /** A page that is open asks again and again: where nothing has come nothing is shown, and nobody looked. */
    @Test
    void askingForNewEventsIsALookOnlyIfThereAreAny() {
        String profile = crm.customer(customer).get("profile_id").textValue();
        Pages pages = Pages.as(agent, PASSWORD);
        String page = pages.get("/profile/view.xhtml?id=" + profile).body();
        String newer =
                page.replaceAll("(?s).*data-newer=\"/crm([^\"]+)\".*", "$1").replace("&amp;", "&");
        int looks = looks();
        assertThat(pages.get(newer).body()).contains("id=\"happenings\"").doesNotContain("class=\"entry\"");
        assertThat(looks()).isEqualTo(looks);
        say("2026-02-01T00:00:00Z", "{\"gender\":\"f\"}");
        crm.customer(customer, found -> found.at("/attributes/gender").isTextual());
        int known = looks();
        assertThat(pages.get(newer).body()).contains("class=\"entry\"");
        assertThat(looks()).isEqualTo(known + 1);
    }

    private int looks() {
        return admin().all("/api/v1/privacy/audit?actor=" + agent).size();
    }
}
