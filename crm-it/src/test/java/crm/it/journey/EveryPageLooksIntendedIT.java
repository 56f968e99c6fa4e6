package crm.it.journey;

import static org.assertj.core.api.Assertions.assertThat;

import crm.it.lab.DeployedApplication;
import crm.it.lab.Letters;
import crm.it.lab.Producer;
import crm.it.lab.SharedLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every page in both languages and both themes, on a desk and on a phone: nothing keeps anybody from using it, nothing is
 * cut off, the browser has nothing to complain about. Screenshots are kept to be looked at.
 */
class EveryPageLooksIntendedIT extends DeployedApplication {

    private static final Path PAGES = Path.of("..", "crm-web", "src", "main", "webapp");
    private static final String CUSTOMER = "p" + UUID.randomUUID();
    private static final String NAME = "欧阳" + "春夏秋冬东西南北金木水火土风云雷电山川河海日月星辰花鸟鱼虫梅兰竹菊松柏";

    /** Under the name of its screenshot. */
    private static final Map<String, String> PLACES = new LinkedHashMap<>();

    @BeforeAll
    static void prepare() {
        try (Producer producer = producer()) {
            producer.send(
                    "customer_registration", CUSTOMER, "customer.registered", "2026-01-05T09:00:00Z", """
                    {"name":"%s","email":"%s@example.org","address":{"city":"上海","country":"China"},
                     "consents":{"marketing_email":true,"profiling":false}}""".formatted(
                                    NAME, CUSTOMER));
            producer.send(
                    "customer_order", CUSTOMER, "order.completed", "2026-01-06T09:00:00Z", """
                    {"order_id":"%s","currency":"CNY","total":"1234567.89","channel":"web",
                     "products":[{"product_id":"tea","name":"乌龙茶","category":"茶","price":"617283.945","quantity":2}]}""".formatted(CUSTOMER));
            producer.raw("customer_order", CUSTOMER, "{ nothing");
        }
        String letter = new Letters(admin()).await(CUSTOMER).get("id").asText();
        String profile = admin().customer(CUSTOMER).get("profile_id").textValue();
        PLACES.put("home", "/home.xhtml");
        PLACES.put("customers", "/profile/list.xhtml");
        PLACES.put("customer", "/profile/view.xhtml?id=" + profile);
        PLACES.put("customer-edit", "/profile/edit.xhtml?id=" + profile);
        PLACES.put("customer-note", "/profile/note.xhtml?customer=" + profile + "&note=" + note(profile));
        String key = segment();
        PLACES.put("segments", "/segment/list.xhtml");
        PLACES.put("segment", "/segment/view.xhtml?key=" + key + "&who=" + profile);
        PLACES.put("segment-edit", "/segment/edit.xhtml?key=" + key);
        PLACES.put("segment-new", "/segment/edit.xhtml");
        PLACES.put("groups", "/operations/groups.xhtml");
        PLACES.put("group", "/operations/group.xhtml?id=crm-profile");
        PLACES.put("topics", "/operations/topics.xhtml");
        PLACES.put("records", "/operations/records.xhtml?topic=customer_order");
        PLACES.put("capacity", "/operations/capacity.xhtml");
        PLACES.put("losses", "/operations/losses.xhtml");
        PLACES.put("letters", "/operations/dead-letters.xhtml");
        PLACES.put("letters-none", "/operations/dead-letters.xhtml?code=too_old&topic=customer_order");
        PLACES.put("letter", "/operations/dead-letter.xhtml?id=" + letter);
        PLACES.put("violations", "/operations/violations.xhtml");
        PLACES.put("clusters", "/segment/clusters.xhtml");
        PLACES.put("cluster", "/segment/cluster.xhtml?id=" + cluster());
        PLACES.put("traits", "/segment/traits.xhtml");
        PLACES.put("trait", "/segment/trait.xhtml?act=delete&key=" + trait(key));
        PLACES.put("trait-new", "/segment/trait.xhtml");
        PLACES.put("mappings", "/ingest/mappings.xhtml");
        PLACES.put("mapping", "/ingest/mapping.xhtml?topic=customer_order");
        PLACES.put("accounts", "/access/list.xhtml");
        PLACES.put("account", "/access/edit.xhtml?name=admin");
        PLACES.put("account-new", "/access/edit.xhtml");
        PLACES.put("me", "/access/me.xhtml");
        PLACES.put("audit", "/privacy/audit.xhtml");
        PLACES.put("error", "/made-up.xhtml");
    }

    private static String segment() {
        String key = "tea_" + CUSTOMER.substring(1, 9);
        int status = admin().put("/api/v1/segments/" + key, """
                        {"key": "%s", "name": "喝乌龙茶的客户", "timezone": "Asia/Shanghai", "where": {"all": [
                          {"event": {"type": "order.completed", "measure": "count", "window": {"lifetime": true}, "op": "gte", "value": 1,
                                     "where": [{"property": "products.category", "op": "eq", "value": "茶"}]}},
                          {"any": [{"consent": {"purpose": "marketing_email", "granted": true}}, {"rfm": ["champions", "loyal"]}]},
                          {"not": {"trait": "attributes.address.country", "op": "eq", "value": "Atlantis"}},
                          {"sequence": {"window": {"last": "P365D"}, "steps": [{"type": "order.completed"}, {"type": "order.refunded", "negate": true, "within": "P2D"}]}}]}}
                        """.formatted(key)).status();
        assertThat(status).isEqualTo(201);
        return key;
    }

    private static String trait(String segment) {
        String key = "tea_trait_" + segment.substring(4);
        int status = admin().put("/api/v1/traits/" + key, """
                        {"name": "一年内的乌龙茶消费额", "event": {"type": "order.completed", "measure": "sum", "property": "total", "currency": "CNY",
                         "where": [{"property": "products.category", "op": "eq", "value": "茶"}], "window": {"last": "P365D"}}}
                        """).status();
        assertThat(status).isEqualTo(201);
        return key;
    }

    private static int cluster() {
        return new FoundGroups(admin(), "every" + CUSTOMER.substring(1, 9))
                .search()
                .at("/items/0/id")
                .asInt();
    }

    private static String note(String profile) {
        return admin().post("/api/v1/customers/profile:" + profile + "/notes", "{\"text\":\"喜欢乌龙茶\"}")
                .json()
                .get("id")
                .textValue();
    }

    @Test
    void noPageIsForgotten() throws IOException {
        try (Stream<Path> files = Files.walk(PAGES)) {
            assertThat(files.map(file -> "/" + PAGES.relativize(file).toString().replace('\\', '/'))
                            .filter(page -> page.endsWith(".xhtml") && !page.startsWith("/WEB-INF/"))
                            .filter(page -> !page.equals("/login.xhtml") && !page.equals("/error.xhtml")))
                    .allMatch(page -> PLACES.values().stream().anyMatch(place -> place.startsWith(page)));
        }
    }

    @Test
    void barriersAreFound() {
        try (Browser browser = new Browser("en")) {
            browser.open("/login.xhtml");
            browser.spoil("for (const label of document.querySelectorAll('label')) label.remove();"
                    + "document.querySelector('h1').style.color = '#ddd'");
            assertThat(browser.barriers())
                    .anyMatch(barrier -> barrier.startsWith("critical label"))
                    .anyMatch(barrier -> barrier.startsWith("serious color-contrast"));
        }
    }

    @ParameterizedTest
    @CsvSource({"en, light", "en, dark", "zh-CN, light", "zh-CN, dark"})
    void everybodyCanUseIt(String language, String theme) {
        List<String> found = new ArrayList<>();
        try (Browser browser = new Browser(language)) {
            browser.open("/login.xhtml");
            browser.theme(theme);
            browser.open("/login.xhtml");
            look(browser, "login", language, theme, found);
            new LoginPage(browser).as("admin", SharedLab.ADMIN_PASSWORD);
            PLACES.forEach((name, place) -> {
                browser.open(place);
                look(browser, name, language, theme, found);
            });
            assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("/made-up.xhtml"));
        }
        assertThat(found).isEmpty();
    }

    private static void look(Browser browser, String name, String language, String theme, List<String> found) {
        String shot = "page-" + name + '-' + language + '-' + theme;
        browser.barriers().forEach(barrier -> found.add(name + ": " + barrier));
        browser.screenshot(shot);
        browser.phone();
        if (browser.isTooWide()) {
            found.add(name + " is too wide for a phone");
        }
        if (theme.equals("light")) { // the themes differ in colours alone
            browser.barriers().forEach(barrier -> found.add(name + " on a phone: " + barrier));
        }
        browser.screenshot(shot + "-phone");
        browser.desk();
    }
}
