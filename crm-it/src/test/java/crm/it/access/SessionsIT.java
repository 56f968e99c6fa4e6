package crm.it.access;

import static org.assertj.core.api.Assertions.assertThat;

import crm.it.lab.Crm;
import crm.it.lab.Crm.Answer;
import crm.it.lab.DeployedApplication;
import crm.it.lab.SharedLab;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sessions of people, as somebody with a proxy in between would try them. */
class SessionsIT extends DeployedApplication {

    private static final String NEW = "eight blue bottles";

    @Test
    void aLoginGivesTheSessionAnotherId() {
        Visitor visitor = new Visitor();
        visitor.get("/login.xhtml");
        String planted = visitor.session();
        visitor.login(Accounts.person("viewer"), Accounts.PASSWORD);
        assertThat(visitor.session()).isNotEqualTo(planted);
        assertThat(visitor.isKnown()).isTrue();
        assertThat(new Visitor().with(planted).isKnown()).isFalse();
    }

    @Test
    void noScriptAndNoOtherSiteGetsTheCookie() {
        Visitor visitor = new Visitor();
        visitor.login(Accounts.person("viewer"), Accounts.PASSWORD);
        assertThat(visitor.cookie())
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Lax")
                .contains("path=/crm");
    }

    @Test
    void aLogoutEndsTheSessionItself() {
        Visitor visitor = new Visitor();
        visitor.login(Accounts.person("viewer"), Accounts.PASSWORD);
        String session = visitor.session();
        assertThat(visitor.logout().statusCode()).isEqualTo(302);
        assertThat(new Visitor().with(session).isKnown()).isFalse();
    }

    @Test
    void aSessionOpensNothingOfTheApi() {
        Visitor visitor = new Visitor();
        visitor.login(Accounts.person("viewer"), Accounts.PASSWORD);
        assertThat(visitor.get("/api/v1/me").statusCode()).isEqualTo(401);
    }

    @Test
    void anyChangeOfTheAccountEndsItsSessions() {
        for (String change :
                List.of("{\"roles\": [\"operator\"]}", "{\"roles\": [\"viewer\"], \"password\": \"" + NEW + "\"}")) {
            String name = Accounts.person("viewer");
            Visitor visitor = new Visitor();
            visitor.login(name, Accounts.PASSWORD);
            assertThat(visitor.isKnown()).isTrue();
            assertThat(admin().put("/api/v1/users/" + name, change).status()).isEqualTo(200);
            assertThat(visitor.isKnown()).as(change).isFalse();
        }
        String name = Accounts.person("viewer");
        Visitor visitor = new Visitor();
        visitor.login(name, Accounts.PASSWORD);
        admin().call("DELETE", "/api/v1/users/" + name);
        assertThat(visitor.isKnown()).isFalse();
    }

    @Test
    void changingOnesPasswordEndsTheOtherSessions() {
        String name = Accounts.person("viewer");
        Visitor here = new Visitor();
        Visitor elsewhere = new Visitor();
        here.login(name, Accounts.PASSWORD);
        elsewhere.login(name, Accounts.PASSWORD);
        String before = here.session();
        assertThat(change(here, Accounts.PASSWORD, NEW).statusCode()).isEqualTo(302);
        assertThat(here.isKnown()).isTrue();
        assertThat(here.session()).isNotEqualTo(before);
        assertThat(elsewhere.isKnown()).isFalse();
        assertThat(Accounts.status(Accounts.as(name, Accounts.PASSWORD))).isEqualTo(401);
        assertThat(Accounts.status(Accounts.as(name, NEW))).isEqualTo(200);
    }

    @Test
    void changingItByHttpEndsThemAll() {
        String name = Accounts.person("viewer");
        Visitor visitor = new Visitor();
        visitor.login(name, Accounts.PASSWORD);
        Crm crm = Accounts.as(name, Accounts.PASSWORD);
        Answer changed = crm.put(
                "/api/v1/me/password", "{\"current\": \"" + Accounts.PASSWORD + "\", \"password\": \"" + NEW + "\"}");
        assertThat(changed.status()).isEqualTo(204);
        assertThat(visitor.isKnown()).isFalse();
        assertThat(Accounts.status(crm)).isEqualTo(401);
        assertThat(Accounts.status(Accounts.as(name, NEW))).isEqualTo(200);
    }

    @Test
    void passwordsThatAnybodyWouldTryAreRefused() {
        String name = Accounts.person("viewer");
        Crm crm = Accounts.as(name, Accounts.PASSWORD);
        for (String bad : List.of("short", "password123", name + "1", "x".repeat(257))) {
            Answer answer = crm.put(
                    "/api/v1/me/password",
                    "{\"current\": \"" + Accounts.PASSWORD + "\", \"password\": \"" + bad + "\"}");
            assertThat(answer.status()).as(bad).isEqualTo(422);
            assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo("/password");
            assertThat(answer.response().body()).doesNotContain(bad);
        }
        assertThat(Accounts.status(crm)).isEqualTo(200);
    }

    @Test
    void whoeverMustChangeThePasswordDoesNothingElseBefore() {
        String name = Accounts.newcomer("viewer");
        Crm crm = Accounts.as(name, Accounts.PASSWORD);
        assertThat(crm.get("/api/v1/customers").status()).isEqualTo(403);
        assertThat(crm.get("/api/v1/me").status()).isEqualTo(200);
        Visitor visitor = new Visitor();
        visitor.login(name, Accounts.PASSWORD);
        HttpResponse<String> home = visitor.get("/home.xhtml");
        assertThat(home.statusCode()).isEqualTo(302);
        assertThat(home.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/crm/access/me.xhtml"));
        assertThat(change(visitor, Accounts.PASSWORD, NEW).statusCode()).isEqualTo(302);
        assertThat(visitor.get("/home.xhtml").statusCode()).isEqualTo(200);
        assertThat(Accounts.as(name, NEW).get("/api/v1/customers").status()).isEqualTo(200);
    }

    @Test
    void aForgedFormDoesNothing() {
        String victim = Accounts.person("viewer");
        Visitor administrator = new Visitor();
        administrator.login("admin", SharedLab.ADMIN_PASSWORD);
        for (String state : List.of("", "1:1", "-123456789:987654321")) {
            administrator.submit(
                    "/access/edit.xhtml?name=" + victim + "&delete=true", "deletion", "yes", Map.of(), state);
            administrator.submit("/access/edit.xhtml?name=" + victim, "key", "make", Map.of("label", "forged"), state);
        }
        assertThat(admin().get("/api/v1/users/" + victim).status()).isEqualTo(200);
        assertThat(admin().get("/api/v1/users/" + victim + "/keys").json().get("items"))
                .isEmpty();
        administrator.submit("/access/edit.xhtml?name=" + victim + "&delete=true", "deletion", "yes", Map.of());
        assertThat(admin().get("/api/v1/users/" + victim).status())
                .as("the same with the state of a page")
                .isEqualTo(404);
    }

    @Test
    void pagesOfAccountsAreForAdministrators() {
        Visitor nobody = new Visitor();
        Visitor viewer = new Visitor();
        viewer.login(Accounts.person("viewer"), Accounts.PASSWORD);
        for (String page : List.of("/access/list.xhtml", "/access/edit.xhtml", "/access/edit.xhtml?name=admin")) {
            assertThat(nobody.get(page).statusCode()).as(page).isEqualTo(302);
            assertThat(viewer.get(page).statusCode()).as(page).isEqualTo(403);
        }
        assertThat(nobody.get("/access/me.xhtml").statusCode()).isEqualTo(302);
        assertThat(viewer.get("/access/me.xhtml").statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> change(Visitor visitor, String current, String password) {
        return visitor.submit(
                "/access/me.xhtml",
                "change",
                "submit",
                Map.of("current", current, "password", password, "repeated", password));
    }
}
