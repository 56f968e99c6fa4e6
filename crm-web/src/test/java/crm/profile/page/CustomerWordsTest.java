package crm.profile.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import crm.ingest.entity.Stamp;
import crm.platform.entity.Page;
import crm.profile.entity.Activity;
import crm.profile.entity.ConsentWord;
import crm.profile.entity.CustomerFile;
import crm.profile.entity.EditSource;
import crm.profile.entity.Money;
import crm.profile.entity.OrderCounts;
import crm.profile.entity.ProfileView;
import crm.profile.entity.ProfileView.Consent;
import crm.profile.entity.SpendSum;
import crm.profile.entity.TimelinePart;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How the page of a customer says where values come from, and when things happened. */
class CustomerWordsTest {

    private static final Wording ENGLISH = wording(Locale.US);
    private static final Wording CHINESE = wording(Locale.SIMPLIFIED_CHINESE);
    private static final Stamp SHOP = new Stamp(Instant.parse("2026-01-31T23:30:00Z"), "shop", "e1");
    private static final Stamp AGNES = new Stamp(Instant.parse("2026-02-01T10:00:00Z"), EditSource.of("agnes"), "e2");

    private static Wording wording(Locale locale) {
        return new Wording(ResourceBundle.getBundle("crm.platform.page.texts", locale), locale);
    }

    private static CustomerFile file() {
        Map<String, Object> traits = new LinkedHashMap<>();
        traits.put("vip", true);
        traits.put("orders", 3L);
        traits.put("total_spend", List.of(new Money("GBP", "90.00")));
        traits.put("average_order_value", List.of(new Money("GBP", "33.33")));
        traits.put("interactions", 0L);
        Map<String, Object> rfm = new LinkedHashMap<>();
        rfm.put("recency", 2);
        rfm.put("name", "at_risk");
        traits.put("rfm", rfm);
        return new CustomerFile(
                new ProfileView(
                        new UUID(0, 1),
                        1,
                        List.of(),
                        Map.of("name", "Ada", "address", Map.of("city", "Bath")),
                        traits,
                        List.of(),
                        List.of()),
                new TreeMap<>(Map.of("/name", AGNES, "/address/city", SHOP, "/traits/vip", SHOP)),
                List.of(),
                new OrderCounts(4, 1, 0, 2),
                List.of(new SpendSum("GBP", new BigDecimal("100"), new BigDecimal("90.0"), 3)),
                new Activity(List.of(), List.of(), new TreeMap<>()),
                new Page<>(List.of(), Optional.empty()),
                TimelinePart.none());
    }

    private static Map<String, String> why(List<Told> told) {
        Map<String, String> why = new TreeMap<>();
        told.forEach(one -> why.put(one.label(), one.why()));
        return why;
    }

    @Test
    void eachTraitSaysItsSum() {
        assertThat(why(new TraitWords(file(), ENGLISH, Map.of()).all()))
                .containsEntry(
                        "Orders", "4 completed, less 1 cancelled. For 2 more, a refund has come and no order yet.")
                .containsEntry("Total spend", "£100.00 in orders, less £10.00 refunded, is £90.00.")
                .containsEntry(
                        "Average order value", "£100.00 ÷ 3, rounded to whole minor units. Refunds do not change it.")
                .containsEntry("RFM segment", ENGLISH.say("why.rfm"))
                .containsEntry("vip", "Jan 31, 2026 · shop");
        assertThat(new TraitWords(file(), ENGLISH, Map.of()).all())
                .extracting(Told::label, Told::text)
                .contains(tuple("Recency (1 to 5)", "2"), tuple("RFM segment", "At risk"));
        assertThat(why(new TraitWords(file(), CHINESE, Map.of()).all()).values())
                .anyMatch(text -> text.contains("已完成 4 笔"));
    }

    @Test
    void traitsOfOnesOwnAreCalledByTheirNames() {
        assertThat(new TraitWords(file(), ENGLISH, Map.of("vip", "Very important")).all())
                .extracting(Told::label, Told::why)
                .contains(tuple("Very important", ENGLISH.say("why.own_trait")));
    }

    @Test
    void everyComputedTraitExplainsItselfInBothLanguages() {
        for (String trait : List.of(
                "items",
                "refunds",
                "products",
                "first_order_at",
                "last_order_at",
                "first_seen_at",
                "last_seen_at",
                "interactions",
                "consultations",
                "transactions",
                "top_categories",
                "favourite_channel",
                "rfm")) {
            assertThat(ENGLISH.say("why." + trait)).isNotEqualTo(CHINESE.say("why." + trait));
        }
    }

    @Test
    void eachAttributeSaysWhoSaidItWhen() {
        List<Told> told = new Origins(file().origins(), ENGLISH)
                .of("attribute", file().profile().attributes(), "");
        assertThat(told)
                .filteredOn(one -> one.label().equals("Name"))
                .containsExactly(new Told(
                        "Name",
                        "Ada",
                        List.of(),
                        "Feb 1, 2026 · edited by agnes",
                        "2026-02-01T10:00:00Z",
                        EventPlace.anchor(AGNES)));
        assertThat(told)
                .filteredOn(one -> one.label().equals("City"))
                .singleElement()
                .extracting(Told::why)
                .isEqualTo("Jan 31, 2026 · shop");
    }

    @Test
    void consentsHaveTheirHistoryAndThoseTooOldForItStay() {
        List<ConsentSaid> said = ConsentSaid.of(
                List.of(
                        new ConsentWord("profiling", Optional.empty(), AGNES, "customer.updated", Optional.empty()),
                        new ConsentWord(
                                "profiling", Optional.of(true), SHOP, "customer.registered", Optional.of("v3"))),
                List.of(new Consent("marketing_sms", false, Instant.EPOCH)),
                ENGLISH);
        assertThat(said).extracting(ConsentSaid::purpose).containsExactly("Profiling", "Marketing by text message");
        assertThat(said.get(0).now()).isEqualTo("taken back");
        assertThat(said.get(0).words()).extracting(Told::text).containsExactly("", "Text version v3");
        assertThat(said.get(1).now()).isEqualTo("refused");
    }

    @Test
    void aDayIsOneOfTheTimeZone() {
        List<Happening> events = List.of(
                happening("2026-02-01T10:00:00Z"),
                happening("2026-01-31T23:30:00Z"),
                happening("2026-01-31T12:00:00Z"));
        assertThat(HappeningDay.group(events, ZoneOffset.UTC, ENGLISH))
                .extracting(HappeningDay::heading, day -> day.events().size())
                .containsExactly(tuple("Sunday, February 1, 2026", 1), tuple("Saturday, January 31, 2026", 2));
        assertThat(HappeningDay.group(events, ZoneId.of("Asia/Shanghai"), CHINESE))
                .extracting(HappeningDay::heading, day -> day.events().size())
                .containsExactly(tuple("2026年2月1日星期日", 2), tuple("2026年1月31日星期六", 1));
        assertThat(HappeningDay.group(events, ZoneId.of("America/Los_Angeles"), ENGLISH))
                .extracting(day -> day.events().size())
                .containsExactly(1, 2);
    }

    private static Happening happening(String time) {
        return new Happening(
                "x",
                "Bought a lantern",
                Instant.parse(time),
                "shop",
                List.of(new Fact("Name", "Zoë Müller", List.of("6 × Tea"))),
                List.of(),
                "event-1",
                "event");
    }

    @Test
    void aTextIsFoundWordByWordInWhateverCaseAndWidth() {
        Happening event = happening("2026-02-01T10:00:00Z");
        assertThat(new TimelineText("LANTERN zoë").isIn(event)).isTrue();
        assertThat(new TimelineText("ｔｅａ").isIn(event)).isTrue();
        assertThat(new TimelineText("lantern coffee").isIn(event)).isFalse();
    }

    @Test
    void initialsOfNamesInBothScripts() {
        assertThat(Initials.of("Ada Lovelace")).isEqualTo("AL");
        assertThat(Initials.of("ada augusta king")).isEqualTo("AK");
        assertThat(Initials.of("王小明")).isEqualTo("王");
        assertThat(Initials.of("17850")).isEqualTo("1");
        assertThat(Initials.of("")).isEmpty();
        assertThat(Initials.of("😀 x")).isEqualTo("😀X");
    }
}
