package crm.dev.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import crm.dev.bench.MadeCustomers.Known;
import crm.dev.run.Running;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Asks the running application as people and systems do and prints how long they wait. */
public final class PagesBench {

    private static final String SEARCH = "/customers/search";
    private static final String LIST = "/profile/list.xhtml";
    private static final int STRIDE = 7919;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Visit visit;
    private final MadeCustomers made;
    private final int customers;
    private final Duration each;
    private final PrintStream out;
    private final List<Known> known = new ArrayList<>();

    /**
     * A measurement that is yet to begin.
     *
     * @param each how long each kind of question is asked
     */
    public PagesBench(Running running, MadeCustomers made, int customers, Duration each, PrintStream out) {
        this.visit = new Visit(running);
        this.made = made;
        this.customers = customers;
        this.each = each;
        this.out = out;
    }

    /** Asks everything, one after the other. */
    public void run() throws Exception {
        visit.login();
        for (int i = 0; i < 100; i++) {
            known.add(made.known(1 + (int) ((long) i * STRIDE % customers)));
        }
        out.println("| question | asked | p50 ms | p95 ms | p99 ms |");
        out.println("|---|---|---|---|---|");
        pages();
        lists();
        searches();
        export();
    }

    private void ask(String question, Waiting.Asking asking) throws Exception {
        out.println(new Waiting(question).measure(each, asking).row());
    }

    private void pages() throws Exception {
        ask("page: home", i -> visit.page("/home.xhtml"));
        ask("page: list", i -> visit.page(LIST));
        String[] state = {Visit.state(visit.page(LIST))};
        ask("page: list, while typing a name", i -> {
            String name = known.get(i % 100).name();
            state[0] = Visit.state(visit.form(LIST, typed(state[0], name.substring(0, 1 + i % name.length()))));
        });
        visit.form(LIST, typed(state[0], ""));
        ask(
                "page: customer",
                i -> visit.page(
                        "/profile/view.xhtml?id=" + known.get(1 + i % 99).profileId()));
        ask(
                "page: customer with 100,000 events",
                i -> visit.page("/profile/view.xhtml?id=" + known.get(0).profileId()));
    }

    private static Map<String, String> typed(String state, String text) {
        return Map.of(
                "search", "search",
                "search:text", text,
                "search:sort", "MATCH",
                "search:show", "typing",
                "typing", "true",
                "jakarta.faces.ViewState", state);
    }

    private void lists() throws Exception {
        for (String sort : List.of("name", "-name", "newest", "last_seen", "-last_seen", "orders")) {
            ask("list by " + sort, i -> search("{\"limit\": 25, \"sort\": \"" + sort + "\"}"));
        }
        list("by spend", "\"spend\": {\"currency\": \"EUR\"}", "spend");
        list("of a country", "\"country\": \"China\"", "name");
        list("of a rare country, by last seen", "\"country\": \"Belgium\"", "last_seen");
        list("10 orders or more", "\"orders\": {\"min\": 10}", "name");
        list("spent 1,000 to 1,100 EUR", "\"spend\": {\"currency\": \"EUR\", \"min\": 1000, \"max\": 1100}", "name");
        list("seen within a day", "\"last_seen\": {\"within\": \"P1D\"}", "name");
        list("not seen for a year, by orders", "\"last_seen\": {\"older_than\": \"P365D\"}", "orders");
        list("favourite channel", "\"channel\": \"phone\"", "name");
        list(
                "no phone, consent",
                "\"has\": {\"phone\": false}, \"consent\": {\"purpose\": \"marketing_email\"}",
                "name");
        list(
                "country, channel, orders, consent, by last seen",
                "\"country\": \"Italy\", \"channel\": \"phone\", \"orders\": {\"min\": 3},"
                        + " \"consent\": {\"purpose\": \"marketing_email\"}",
                "last_seen");
        list("nobody: no e-mail address", "\"has\": {\"email\": false}", "name");
        String deep = deep();
        ask("list by name, 10,000 customers down", i -> visit.api("/customers?limit=25&after=" + deep));
    }

    private void list(String question, String filter, String sort) throws Exception {
        ask(
                "list: " + question,
                i -> search("{\"limit\": 25, \"filters\": {" + filter + "}, \"sort\": \"" + sort + "\"}"));
    }

    private String deep() throws Exception {
        String next = "";
        for (int i = 0; i < 20; i++) {
            String cursor = next.isEmpty() ? "" : "&after=" + next;
            String found = visit.api("/customers?limit=500" + cursor);
            next = URLEncoder.encode(JSON.readTree(found).path("next").asText(), StandardCharsets.UTF_8);
        }
        return next;
    }

    private void searches() throws Exception {
        ask("search: whole customer id", i -> text(known.get(i % 100).customerId()));
        ask("search: whole e-mail address", i -> text(known.get(i % 100).email()));
        ask("search: whole phone number", i -> text(known.get(i % 100).phone()));
        ask(
                "search: beginning of an e-mail address",
                i -> text(known.get(i % 100)
                        .email()
                        .substring(0, Math.min(6, known.get(i % 100).email().indexOf('@')))));
        ask(
                "search: last four digits of a phone number",
                i -> text(last(known.get(i % 100).phone(), 4)));
        ask(
                "search: last seven digits of a phone number",
                i -> text(last(known.get(i % 100).phone(), 7)));
        words("two letters", "li", "we", "ad", "zh", "mu", "zq");
        words("three letters", "ada", "wan", "mül", "zho", "cla", "xyz");
        words("part of a name", "ovelace", "ernández", "mermann", "qqq");
        words("two words", "li wei", "wei li", "ada lov", "müller zoe");
        words("one Chinese character", "王", "小", "欣", "阎");
        words("two Chinese characters", "王伟", "思远", "小明", "欣怡", "阎若");
        words("three Chinese characters", "王思远", "李欣怡", "张若曦", "陈小明");
        ask(
                "search: a name within a country, by last seen",
                i -> search(
                        "{\"q\": \"wei\", \"filters\": {\"country\": \"Germany\"}, \"sort\": \"last_seen\", \"limit\": 25}"));
    }

    private static String last(String phone, int digits) {
        return phone.substring(phone.length() - digits);
    }

    private void words(String question, String... words) throws Exception {
        ask("search: " + question, i -> text(words[i % words.length]));
    }

    private void text(String text) throws Exception {
        search(JSON.writeValueAsString(Map.of("q", text, "limit", 25)));
    }

    private void search(String body) throws Exception {
        visit.api(SEARCH, body);
    }

    private void export() throws Exception {
        long begin = System.nanoTime();
        long lines = visit.lines("/customers/export", "{}");
        double seconds = (System.nanoTime() - begin) / 1e9;
        out.println(String.format(
                Locale.ROOT,
                "%nExport of all, by name, all columns: %,d customers in %.1f s, %,.0f a second.",
                lines - 1,
                seconds,
                lines / seconds));
    }
}
