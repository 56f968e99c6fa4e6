package crm.it.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import crm.it.lab.Crm;
import crm.it.lab.DeployedApplication;
import crm.it.lab.Lab;
import crm.it.lab.PersonalValues;
import crm.it.lab.Producer;
import crm.it.lab.SharedLab;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * After all other tests: of the personal values that they sent, none is in a log, a metric, a refusal, or anywhere in the
 * database but in the current profiles.
 */
@Order(Integer.MAX_VALUE)
class NothingPersonalLeaksIT extends DeployedApplication {

    /** The searchable current profile is plain; everything else is sealed, digested, or holds nothing personal. */
    private static final Set<String> CURRENT_PROFILE = Set.of("person", "identity", "identity_link");

    private static final Pattern BYTES = Pattern.compile("\\\\x([0-9a-f]{16,})");
    private static final String CUSTOMER = "leaks-" + UUID.randomUUID();
    private static final String PERSON = """
            {"name":"Wilhelmina Quackenbush","email":"wilhelmina.quackenbush@example.org","phone":"+493012345678",
             "birthday":"1987-06-05","address":{"street":"Unter den Linden 77a","country":"DE"}}""";

    /** Something of everything, so that this test says something when it runs alone. */
    @BeforeAll
    static void sendPersonalValues() {
        try (Producer producer = producer()) {
            producer.send("customer_registration", CUSTOMER, "customer.registered", "2020-01-01T00:00:00Z", PERSON);
            producer.send(
                    "customer_consultation",
                    CUSTOMER,
                    "consultation.message_received",
                    "2020-01-02T00:00:00Z",
                    "{\"conversation_id\":\"c\",\"message_id\":\"m\",\"text\":\"call me at 030 7654321 please\"}");
            producer.send("customer_order", CUSTOMER, "order.completed", "2020-01-01T00:00:00Z", PERSON);
            producer.raw("customer_registration", CUSTOMER, PERSON + " and more of Wilhelmina Quackenbush");
        }
        Crm crm = admin();
        crm.customer(CUSTOMER, profile -> profile.at("/attributes/email").isTextual());
        crm.post("/api/v1/customers/search", "{\"q\":\"wilhelmina.quackenbush@example.org\"}");
        crm.post("/api/v1/customers/search", "{\"q\":{\"email\":\"wilhelmina.quackenbush@example.org\"}}");
        crm.post("/api/v1/customers/search", PERSON);
        crm.get("/api/v1/customers/email:wilhelmina.quackenbush@example.org");
        crm.get("/api/v1/customers/" + CUSTOMER + "/timeline");
        crm.post("/api/v1/events", PERSON);
        crm.post(
                "/api/v1/events",
                "{\"type\":\"customer.registered\",\"customer_id\":7,\"name\":\"Wilhelmina Quackenbush\",\"email\":[\"wilhelmina.quackenbush@example.org\"]}");
    }

    @Test
    void logsHoldNone() throws IOException {
        List<Path> logs;
        try (Stream<Path> files = Files.walk(Lab.directory("shared"))) {
            logs = files.filter(file -> file.getFileName().toString().endsWith(".log"))
                    .filter(file -> !file.toString().contains("kafka")) // its segments are the events themselves
                    .toList();
        }
        assertThat(logs).isNotEmpty();
        for (Path log : logs) {
            assertThat(leaks(log)).as(log.toString()).isEmpty();
        }
    }

    private static Set<String> leaks(Path log) throws IOException {
        Set<String> leaks = new TreeSet<>();
        try (BufferedReader lines = Files.newBufferedReader(log, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                leaks.addAll(PersonalValues.in(
                        new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)));
            }
        }
        return leaks;
    }

    @Test
    void metricsHoldNone() throws IOException, InterruptedException {
        URI metrics = URI.create("http://127.0.0.1:" + System.getProperty("crm.it.wildfly.management") + "/metrics");
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(PersonalValues.in(answer.body())).isEmpty();
        assertThat(PersonalValues.in(admin().get("/health/ready").response().body()))
                .isEmpty();
        assertThat(PersonalValues.in(
                        admin().get("/api/v1/operations/groups").response().body()))
                .isEmpty();
    }

    @Test
    void refusalsHoldNone() {
        assertThat(PersonalValues.refusals()).isNotEmpty();
        for (String refusal : PersonalValues.refusals()) {
            assertThat(PersonalValues.in(refusal)).as(refusal).isEmpty();
        }
    }

    @Test
    void tablesHoldNoneButTheCurrentProfile() throws SQLException {
        assertThat(PersonalValues.all()).contains("Wilhelmina Quackenbush", "+493012345678");
        List<String> leaks = new ArrayList<>();
        try (Connection connection =
                DriverManager.getConnection(SharedLab.lab().postgres().jdbcUrl())) {
            connection.setAutoCommit(false);
            for (String table : tables(connection)) {
                leaks.addAll(leaks(connection, table));
            }
        }
        assertThat(leaks).isEmpty();
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(
                        "select tablename from pg_tables where schemaname = 'public' order by tablename")) {
            while (row.next()) {
                if (!CURRENT_PROFILE.contains(row.getString(1))) {
                    tables.add(row.getString(1));
                }
            }
        }
        assertThat(tables).contains("event", "dead_letter", "violation");
        return tables;
    }

    private static List<String> leaks(Connection connection, String table) throws SQLException {
        List<String> leaks = new ArrayList<>();
        try (Statement select = connection.createStatement()) {
            select.setFetchSize(1000);
            try (ResultSet row = select.executeQuery("select t::text from \"" + table + "\" t")) {
                while (row.next()) {
                    String text = row.getString(1);
                    PersonalValues.in(text + unescaped(text)).forEach(value -> leaks.add(table + ": " + value));
                }
            }
        }
        return leaks;
    }

    /** Bytes are shown as hexadecimal digits. */
    private static String unescaped(String row) {
        StringBuilder texts = new StringBuilder();
        Matcher bytes = BYTES.matcher(row);
        while (bytes.find()) {
            String even = bytes.group(1).substring(0, bytes.group(1).length() / 2 * 2);
            texts.append(' ').append(new String(HexFormat.of().parseHex(even), StandardCharsets.UTF_8));
        }
        return texts.toString();
    }
}
