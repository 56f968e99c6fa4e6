package crm.it.access;

import static org.assertj.core.api.Assertions.assertThat;

import crm.it.lab.Crm;
import crm.it.lab.Crm.Answer;
import crm.it.lab.DeployedApplication;
import crm.it.lab.SharedLab;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever guesses passwords is stopped, and nobody else. */
class GuessingIT extends DeployedApplication {

    private static final int FREE = 5;
    private static final int SECONDS = 60;

    @Test
    void evenTheRightPasswordOpensNothingAfterTooManyWrongOnes() {
        String name = Accounts.person("viewer");
        guess(name, FREE);
        Answer answer = Accounts.as(name, Accounts.PASSWORD).get("/api/v1/me");
        assertThat(answer.status()).isEqualTo(429);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, SECONDS);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.response().body()).doesNotContain(name);
        assertThat(Accounts.status(Accounts.as(name, "still wrong"))).isEqualTo(429);
        assertThat(Accounts.status(Accounts.as(Accounts.person("viewer"), Accounts.PASSWORD)))
                .as("another account from the same address")
                .isEqualTo(200);
    }

    @Test
    void pagesAndTheApiCountTogether() {
        String name = Accounts.person("viewer");
        guess(name, FREE - 1);
        assertThat(new Visitor().login(name, "wrong").statusCode()).isEqualTo(200);
        HttpResponse<String> page = new Visitor().login(name, Accounts.PASSWORD);
        assertThat(page.statusCode()).isEqualTo(429);
        assertThat(page.body()).containsPattern("try again in \\d+ seconds");
        assertThat(Accounts.status(Accounts.as(name, Accounts.PASSWORD))).isEqualTo(429);
    }

    @Test
    void namesThatDoNotExistAnswerTheSame() {
        String nobody = "it-" + UUID.randomUUID().toString().substring(0, 13);
        guess(nobody, FREE);
        assertThat(Accounts.status(Accounts.as(nobody, "wrong"))).isEqualTo(429);
    }

    @Test
    void aLoginForgetsTheWrongOnesBefore() {
        String name = Accounts.person("viewer");
        for (int round = 0; round < 2; round++) {
            guess(name, FREE - 1);
            assertThat(Accounts.status(Accounts.as(name, Accounts.PASSWORD))).isEqualTo(200);
        }
    }

    @Test
    void sessionsAndKeysGoOnWhileLoginsAreLocked() {
        String name = Accounts.person("viewer");
        Visitor visitor = new Visitor();
        assertThat(visitor.login(name, Accounts.PASSWORD).statusCode()).isEqualTo(302);
        String key = admin().post("/api/v1/users/" + name + "/keys", "{\"label\": \"it\"}")
                .json()
                .get("key")
                .asText();
        guess(name, FREE);
        assertThat(Accounts.status(Accounts.as(name, Accounts.PASSWORD))).isEqualTo(429);
        assertThat(visitor.isKnown()).isTrue();
        assertThat(Accounts.status(Crm.bearing(SharedLab.http(), key))).isEqualTo(200);
        assertThat(Accounts.status(Accounts.as(name, key))).isEqualTo(200);
    }

    @Test
    void anAdministratorSeesAndEndsALock() {
        String name = Accounts.person("viewer");
        guess(name, FREE);
        assertThat(admin().all("/api/v1/users?limit=500"))
                .filteredOn(account -> account.get("name").asText().equals(name))
                .singleElement()
                .satisfies(account -> assertThat(account.has("locked_until")).isTrue());
        assertThat(admin().call("DELETE", "/api/v1/users/" + name + "/lock").status())
                .isEqualTo(204);
        assertThat(Accounts.status(Accounts.as(name, Accounts.PASSWORD))).isEqualTo(200);
    }

    @Test
    void guessingInParallelGetsNoMoreTries() {
        String name = Accounts.person("viewer");
        List<Integer> answers = IntStream.range(0, 20)
                .parallel()
                .mapToObj(i -> Accounts.status(Accounts.as(name, "guess " + i)))
                .toList();
        assertThat(answers).containsOnly(401, 429);
        assertThat(answers).filteredOn(status -> status == 401).hasSize(FREE);
    }

    @Test
    void manyRightLoginsAtOnceAreNoGuessing() {
        String name = Accounts.person("viewer");
        assertThat(Stream.generate(() -> Accounts.as(name, Accounts.PASSWORD))
                        .limit(20)
                        .parallel()
                        .map(Accounts::status))
                .containsOnly(200);
    }

    @Test
    void thePresentPasswordCannotBeGuessedWhereItIsChanged() {
        String name = Accounts.person("viewer");
        Visitor visitor = new Visitor();
        visitor.login(name, Accounts.PASSWORD);
        for (int i = 0; i < FREE; i++) {
            assertThat(change(visitor, "guess " + i).body()).contains("This is not the present password.");
        }
        assertThat(change(visitor, Accounts.PASSWORD).body()).contains("There were too many failed logins.");
        assertThat(Accounts.status(Accounts.as(name, Accounts.PASSWORD))).isEqualTo(429);
    }

    private static HttpResponse<String> change(Visitor visitor, String current) {
        String wish = "eight blue bottles";
        return visitor.submit(
                "/access/me.xhtml", "change", "submit", Map.of("current", current, "password", wish, "repeated", wish));
    }

    private static void guess(String name, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(Accounts.status(Accounts.as(name, "guess " + i))).isEqualTo(401);
        }
    }
}
