package crm.segment.page;

import static org.assertj.core.api.Assertions.assertThat;

import crm.condition.language.Problem;
import crm.condition.language.ValueType;
import crm.condition.language.Vocabulary;
import crm.segment.service.Choices;
import crm.segment.service.Choices.Property;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TraitFormTest {

    private static final String SPEND =
            "{\"name\": \"Spend\", \"timezone\": \"Europe/Berlin\", \"event\": {\"type\": \"order.completed\","
                    + " \"measure\": \"sum\", \"property\": \"total\", \"currency\": \"EUR\","
                    + " \"where\": [{\"property\": \"channel\", \"op\": \"eq\", \"value\": \"web\"}], \"window\": {\"calendar\": \"this_year\"}}}";

    private static Suggested suggested() {
        Map<String, ValueType> properties = Map.of("total", ValueType.MONEY, "channel", ValueType.TEXT);
        TreeMap<String, Property> offered = new TreeMap<>();
        properties.forEach((name, type) -> offered.put(name, new Property(type, List.of())));
        return new Suggested(new Choices(
                new TreeMap<>(Map.of("order.completed", offered)),
                new TreeMap<>(),
                List.of("EUR"),
                List.of(),
                List.of(),
                Map.of(),
                new Vocabulary(Map.of("order.completed", properties), Map.of(), Map.of())));
    }

    @Test
    void whatWasSavedIsReadAndWrittenAsItWas() {
        TraitForm form = new TraitForm();
        form.read(SPEND, "spend");
        form.settle(suggested());
        assertThat(form.problems(suggested(), "spend")).isEmpty();
        assertThat(form.document("spend").at("/event/currency").asText()).isEqualTo("EUR");
        assertThat(form.document("spend").at("/event/where/0/value").asText()).isEqualTo("web");
        assertThat(form.document("spend").get("event").has("op")).isFalse();
        assertThat(form.document("spend").get("timezone").asText()).isEqualTo("Europe/Berlin");
        assertThat(form.words(suggested(), Locale.ENGLISH))
                .isEqualTo("the sum of total (in EUR) over order.completed events this year where channel is “web”");
    }

    @Test
    void whatIsMissingBelongsToItsField() {
        TraitForm form = new TraitForm();
        assertThat(form.words(suggested(), Locale.ENGLISH)).isEmpty();
        List<Problem> problems = form.problems(suggested(), null);
        assertThat(problems)
                .anyMatch(problem -> TraitFault.belongs(problem, "/name"))
                .anyMatch(problem -> TraitFault.belongs(problem, "/event/type"))
                .noneMatch(TraitFault::isElsewhere);
    }

    @Test
    void amountsNeedACurrency() {
        TraitForm form = new TraitForm();
        form.read(SPEND.replace("\"currency\": \"EUR\",", ""), "spend");
        assertThat(form.problems(suggested(), "spend"))
                .singleElement()
                .matches(problem -> TraitFault.belongs(problem, "/event/currency"));
    }

    @Test
    void countsHaveNoPropertyThatWasChosenBefore() {
        TraitForm form = new TraitForm();
        form.read(SPEND, "spend");
        form.getNode().getWords().put("measure", "count");
        assertThat(form.document("spend").get("event").has("property")).isFalse();
        assertThat(form.problems(suggested(), "spend")).isEmpty();
    }
}
