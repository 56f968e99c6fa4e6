package crm.it.lab;

import static org.assertj.core.api.Assertions.assertThat;

import crm.dev.lab.Deadline;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.BeforeAll;

/** The real EAR on the shared server; the tests stay outside. */
@ArquillianTest
public abstract class DeployedApplication {

    @Deployment(testable = false)
    static Archive<?> ear() {
        return ShrinkWrap.create(ZipImporter.class, "crm.ear")
                .importFrom(Lab.ear().toFile())
                .as(EnterpriseArchive.class);
    }

    /** As a balancer would: nobody asks it before it says that it can answer. */
    @BeforeAll
    static void awaitReady() {
        boolean ready = Deadline.in(Duration.ofMinutes(1))
                .await(() -> admin().get("/health/ready").status() == 200);
        assertThat(ready).isTrue();
    }

    /** As the administrator. */
    protected static Crm admin() {
        return Crm.as(SharedLab.http(), "admin", SharedLab.ADMIN_PASSWORD);
    }

    protected static Producer producer() {
        return new Producer(SharedLab.lab().broker().bootstrapServers());
    }
}
