package crm.it.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import crm.dev.chaos.Campaign;
import crm.dev.chaos.Plan;
import crm.dev.chaos.Report;
import crm.dev.chaos.Site;
import crm.dev.lab.Port;
import crm.dev.lab.Tree;
import crm.dev.lab.WildFly;
import crm.dev.run.Home;
import crm.it.lab.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A small {@code ./crm bench chaos}: each fault once, on two servers, against the oracle. */
class ChaosIT {

    private static final int EVENTS = 20_000;
    private static final int SEED = 848;
    private static final int FAULTS = 11;

    @Test
    void whateverBreaksEachEventHasItsEffectOnce() throws IOException, SQLException {
        Home home = new Home(Lab.directory("chaos"));
        Tree.delete(home.directory());
        Files.createDirectories(home.directory());
        Plan plan = Plan.random(EVENTS, SEED, FAULTS);
        try (Site site = new Site(ground(home))) {
            Path diary = home.directory().resolve("chaos.json");
            Report report = new Campaign(site, plan, diary, ChaosIT::say).run();
            report.lines().forEach(ChaosIT::say);
            assertThat(report.findings().none()).as("%s", report.findings()).isTrue();
            assertThat(report.plan().faults()).hasSize(FAULTS).doesNotHaveDuplicates();
        }
    }

    private static Site.Ground ground(Home home) {
        int first = WildFly.freePortOffset();
        int second = first;
        while (second == first) {
            second = WildFly.freePortOffset();
        }
        Site.Ports ports = new Site.Ports(Port.anyFree(), Port.anyFree(), Port.anyFree(), first, second);
        return new Site.Ground(home, home.directory().getParent(), Lab.ear(), Lab.overlay(), ports);
    }

    private static void say(String line) {
        System.getLogger(ChaosIT.class.getName()).log(System.Logger.Level.INFO, line);
    }
}
