package crm.it.journey;

import static org.assertj.core.api.Assertions.assertThat;

import crm.dev.lab.Deadline;
import crm.it.lab.DeployedApplication;
import crm.it.lab.Letters;
import crm.it.lab.Producer;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * An operator gives a group another worker and watches the partitions being dealt out anew, follows a broken record from
 * its topic to its effect, and pauses the group and lets it go on.
 */
class OperatorSteersAGroupJourneyIT extends DeployedApplication {

    private static final String PASSWORD = "a long enough password";
    private static final String GROUP = "crm-profile";
    private static final String PATH = "/api/v1/operations/groups/" + GROUP;
    private static final String KEY = "s" + UUID.randomUUID().toString().substring(0, 8);
    private static final int MANY = 40;

    @BeforeAll
    static void prepare() {
        admin().put("/api/v1/users/otto", "{\"roles\":[\"operator\"],\"password\":\"" + PASSWORD + "\"}");
    }

    @AfterAll
    static void leaveItAsItWas() {
        admin().post(PATH + "/resume", "");
        admin().call("DELETE", PATH + "/workers");
    }

    private static void eventually(String what, BooleanSupplier wanted) {
        assertThat(Deadline.in(Duration.ofSeconds(60)).await(wanted)).as(what).isTrue();
    }

    private static GroupPage open(Browser browser) {
        browser.open("/operations/groups.xhtml");
        new LoginPage(browser).as("otto", PASSWORD);
        browser.open("/operations/groups.xhtml");
        assertThat(browser.text()).contains(GROUP);
        return GroupPage.open(browser, GROUP);
    }

    @Test
    void addsAWorkerAndWatchesTheRebalance() {
        try (Browser browser = new Browser("en")) {
            GroupPage group = open(browser);
            eventually("live", group::isLive);
            assertThat(group.setWorkers(2).told()).contains("The nodes follow");
            eventually(
                    "the second worker is given partitions, without a reload",
                    () -> group.timeline().stream().anyMatch(step -> step.contains("profile-2: given")));
            assertThat(group.timeline().toString()).contains("profile-1: gave up");
            browser.screenshot("group-rebalanced-en");
            assertThat(group.asConfigured().told()).contains("The nodes follow");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void followsABrokenRecordFromItsTopicToItsEffect() {
        try (Browser browser = new Browser("en");
                Producer producer = producer()) {
            open(browser);
            producer.raw("customer_order", KEY, """
                    {"customer_id":"%s","type":"order.completed","time":"2020-01-01T00:00:00Z","order_id":"o",\
                    "currency":"EUR","products":[],"name":"Ada Lovelace","total":"much"}""".formatted(KEY));
            new Letters(admin()).await(KEY);
            RecordsPage records = RecordsPage.open(browser, "customer_order");
            assertThat(records.record(KEY)).contains("Dead letter", "A***").doesNotContain("Lovelace");
            browser.screenshot("records-en");
            DeadLetterPage letter = records.deadLetterOf(KEY);
            letter.edit(letter.editable().replace("\"much\"", "\"12.50\""));
            assertThat(letter.replay().told()).contains("has its effect now");
            assertThat(admin().customer(KEY).at("/traits/total_spend/0/amount").textValue())
                    .isEqualTo("12.50");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void pausesAndWatchesTheLagGrowAndDrain() {
        try (Browser browser = new Browser("zh-CN");
                Producer producer = producer()) {
            GroupPage group = open(browser);
            assertThat(group.pause().told()).contains("已暂停");
            eventually("it says that it is paused", () -> group.state().equals("已暂停"));
            producer.order(KEY + "-p", MANY);
            eventually("the lag grows", () -> group.lag() >= MANY);
            eventually("there are charts of what was", () -> {
                browser.open("/operations/group.xhtml?id=" + GROUP);
                return group.charts() > 0;
            });
            browser.screenshot("group-paused-zh");
            browser.phone();
            assertThat(browser.isTooWide()).isFalse();
            browser.screenshot("group-paused-zh-phone");
            browser.desk();
            assertThat(group.resume().told()).contains("已恢复");
            eventually("it drains", () -> group.lag() == 0);
            admin().customer(KEY + "-p", profile -> profile.at("/traits/orders").asInt() == MANY);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void holdsAKeyReadsItAgainAndLetsItGo() {
        String key = KEY + "@example.org";
        String masked = KEY.charAt(0) + "***";
        try (Browser browser = new Browser("en");
                Producer producer = producer()) {
            producer.order(key, 2);
            admin().customer(key, profile -> profile.at("/traits/orders").asInt() == 2);
            GroupPage group = open(browser);
            assertThat(group.menuItem()).isEqualTo("Consumer groups");
            assertThat(group.held()).contains("No key of this group is held.");
            assertThat(group.pauseKey("customer_order", key).told()).contains("Paused");
            eventually("the key is there, masked", () -> group.held().contains(masked));
            assertThat(browser.text()).doesNotContain(key);

            assertThat(group.previewKeyFromTheBeginning("customer_order", key).asked())
                    .contains("before newer ones of it", "Records that come again\n2");
            browser.screenshot("group-key-seek-en");
            assertThat(group.yes().told()).contains("Moved");
            eventually("live", group::isLive);
            eventually("they wait, without a reload", () -> group.held().matches("(?s).*paused.* 2 .*"));
            browser.screenshot("group-held-en");
            browser.phone();
            assertThat(browser.isTooWide()).isFalse();
            browser.screenshot("group-held-en-phone");
            browser.desk();
            assertThat(group.turnKey(masked, "Let go").told()).contains("Let go");
            eventually("it is gone, without a reload", () -> group.held().contains("No key of this group is held."));
            assertThat(admin().customer(key).at("/traits/orders").asInt()).isEqualTo(2);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void seesWhatAMoveWouldDoBeforeItDoes() {
        try (Browser browser = new Browser("en");
                Producer producer = producer()) {
            producer.order(KEY + "-m", 3);
            admin().customer(KEY + "-m", profile -> profile.at("/traits/orders").asInt() == 3);
            GroupPage group = open(browser).previewFromTheBeginning("customer_order");
            assertThat(group.asked()).contains("Records that come again", "customer_order", "Cancel");
            browser.screenshot("group-seek-en");
            GroupPage all = GroupPage.open(browser, GROUP).previewAllFromTheBeginning();
            assertThat(all.asked()).contains("customer_order", "customer_registration", "Cancel");
            GroupPage.open(browser, GROUP).previewNonsense();
            assertThat(group.told()).contains("An offset is a whole number");
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
