package crm.it.platform;

import static org.assertj.core.api.Assertions.assertThat;

import crm.dev.lab.Application;
import crm.dev.lab.Deadline;
import crm.dev.lab.WildFly;
import crm.it.lab.Crm;
import crm.it.lab.Lab;
import crm.it.lab.Producer;
import crm.it.lab.SharedLab;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

/** The application on a data source of the server, as docs/operating.md describes it. */
class ServerDataSourceIT {

    private static final String JNDI = "java:jboss/datasources/crm";

    @Test
    void eventsArriveThroughADataSourceOfTheServerAlsoAfterItsDatabaseWasAway() throws Exception {
        try (Lab lab = Lab.start("datasource");
                WildFly server = server(lab);
                Producer producer = new Producer(lab.broker().bootstrapServers())) {
            leaveAnEarlierSchema(lab);
            server.start();
            assertThat(Files.readString(server.log().resolve("server.log")))
                    .contains("schema=migrating version=10", "schema=ready");
            Crm crm = Crm.as(server.http(), "admin", SharedLab.ADMIN_PASSWORD);
            register(producer, "before");
            assertThat(crm.customer("before", profile -> true)
                            .at("/attributes/name")
                            .textValue())
                    .isEqualTo("Ada");

            lab.postgres().stop();
            lab.postgres().start();
            boolean back = Deadline.in(Duration.ofSeconds(30))
                    .await(() -> crm.get("/health/ready").status() == 200);
            assertThat(back).isTrue();
            register(producer, "after");
            assertThat(crm.customer("after", profile -> true)
                            .at("/attributes/name")
                            .textValue())
                    .isEqualTo("Ada");
        }
    }

    /** It is migrated through the server's data source, too. */
    private static void leaveAnEarlierSchema(Lab lab) {
        Flyway.configure()
                .dataSource(
                        lab.postgres().url(),
                        lab.postgres().user(),
                        lab.postgres().password())
                .locations("classpath:db/migration")
                .target("9")
                .load()
                .migrate();
    }

    private static void register(Producer producer, String customer) {
        producer.send(
                "customer_registration", customer, "customer.registered", "2020-01-01T00:00:00Z", "{\"name\":\"Ada\"}");
    }

    private static WildFly server(Lab lab) throws IOException, URISyntaxException {
        Path driver = Path.of(
                Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        return new WildFly(
                Lab.distribution(),
                Lab.directory("datasource").resolve("server"),
                WildFly.freePortOffset(),
                new Application(
                        Lab.ear(),
                        Optional.of(overlay(lab, driver)),
                        Map.of(
                                "CRM_DB_JNDI",
                                JNDI,
                                "CRM_DB_URL",
                                "jdbc:postgresql://127.0.0.1:1/not-used",
                                "CRM_KAFKA_BOOTSTRAP_SERVERS",
                                lab.broker().bootstrapServers(),
                                "CRM_ADMIN_PASSWORD",
                                SharedLab.ADMIN_PASSWORD),
                        List.of(driver)));
    }

    /** The application's overlay, and in it the data source. */
    private static Path overlay(Lab lab, Path driver) throws IOException {
        String dataSource = """
                    datasources:
                      data-source:
                        crm:
                          jndi-name: %s
                          driver-name: %s
                          connection-url: "%s"
                          user-name: %s
                          password: "%s"
                          max-pool-size: 40
                          valid-connection-checker-class-name: %s.PostgreSQLValidConnectionChecker
                          exception-sorter-class-name: %s.PostgreSQLExceptionSorter
                          validate-on-match: true
                          background-validation: false
                """.formatted(
                        JNDI,
                        driver.getFileName(),
                        lab.postgres().url(),
                        lab.postgres().user(),
                        lab.postgres().password(),
                        "org.jboss.jca.adapters.jdbc.extensions.postgres",
                        "org.jboss.jca.adapters.jdbc.extensions.postgres");
        Path overlay = Lab.directory("datasource").resolve("crm.yml");
        return Files.writeString(overlay, Files.readString(Lab.overlay()) + dataSource.indent(0));
    }
}
