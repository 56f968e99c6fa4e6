package crm.profile.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import crm.platform.rest.Json;
import crm.platform.rest.Problem;
import crm.platform.rest.Refusal;
import crm.profile.entity.CustomerFilter;
import crm.profile.entity.CustomerFilter.Ago;
import crm.profile.entity.CustomerFilter.Consent;
import crm.profile.entity.CustomerFilter.Count;
import crm.profile.entity.CustomerFilter.Period;
import crm.profile.entity.CustomerFilter.Spend;
import crm.profile.entity.CustomerSearch;
import crm.profile.entity.CustomerSearch.Sort;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchBodyTest {

    @Test
    void saysWhatToLookFor() throws JsonProcessingException {
        SearchBody body =
                read("{\"q\":\" ada \",\"filters\":{\"country\":\"France\"},\"sort\":\"newest\",\"limit\":5}");
        assertThat(body.search()).isEqualTo(new CustomerSearch(Optional.of("ada"), Optional.of("France"), Sort.NEWEST));
        assertThat(body.pageSize()).isEqualTo(5);
    }

    @Test
    void looksForAllWhereItSaysNothing() throws JsonProcessingException {
        assertThat(read("{}").search()).isEqualTo(CustomerSearch.all());
        assertThat(SearchBody.EMPTY.search()).isEqualTo(CustomerSearch.all());
    }

    @Test
    void refusesAnOrderThatThereIsNot() throws JsonProcessingException {
        SearchBody body = read("{\"sort\":\"random\"}");
        assertThatThrownBy(body::search).isInstanceOf(Refusal.class).hasMessageContaining("sorted by");
    }

    @Test
    void refusesTextsThatAreTooLong() throws JsonProcessingException {
        SearchBody body = read("{\"q\":\"" + "a".repeat(201) + "\"}");
        assertThatThrownBy(body::search).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+10000-01-01T00:00:00Z", "-0001-01-01T00:00:00Z", "+1000000000-12-31T23:59:59Z"})
    void refusesTimesThatNoClockShows(String time) throws JsonProcessingException {
        for (String field : List.of("since", "before")) {
            SearchBody body = read("{\"filters\":{\"first_seen\":{\"" + field + "\":\"" + time + "\"}}}");
            assertThatThrownBy(body::search).isInstanceOfSatisfying(Refusal.class, refusal -> {
                assertThat(refusal.problem().status()).isEqualTo(422);
                assertThat(refusal.problem().errors())
                        .extracting(Problem.Violation::pointer)
                        .containsExactly("/filters/first_seen/" + field);
            });
        }
    }

    @Test
    void findsTheBestFirstUnlessItSaysOtherwise() throws JsonProcessingException {
        assertThat(read("{\"q\":\"ada\"}").search().sort()).isEqualTo(Sort.MATCH);
        assertThat(read("{\"q\":\"ada\",\"sort\":\"name\"}").search().sort()).isEqualTo(Sort.NAME);
    }

    @Test
    void saysWhatCustomersMustHave() throws JsonProcessingException {
        CustomerFilter filter = read("""
                {"filters": {"orders": {"min": 2, "max": 5}, "spend": {"currency": "EUR", "min": "10.50"},
                 "last_seen": {"within": "P30D"}, "first_seen": {"since": "2020-01-01T00:00:00Z"}, "channel": "web",
                 "has": {"email": true, "phone": false}, "consent": {"purpose": "marketing_email"}},
                 "sort": "spend"}""").search().filter();

        assertThat(filter.orders()).contains(new Count(OptionalLong.of(2), OptionalLong.of(5)));
        assertThat(filter.spend()).contains(new Spend("EUR", Optional.of(new BigDecimal("10.50")), Optional.empty()));
        assertThat(filter.lastSeen()).contains(new Ago(Optional.of(Duration.ofDays(30)), Optional.empty()));
        assertThat(filter.firstSeen())
                .contains(new Period(Optional.of(Instant.parse("2020-01-01T00:00:00Z")), Optional.empty()));
        assertThat(filter.channel()).contains("web");
        assertThat(filter.email()).contains(true);
        assertThat(filter.phone()).contains(false);
        assertThat(filter.consent()).contains(new Consent("marketing_email", true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sort\":\"spend\"}",
                "{\"filters\":{\"orders\":{\"min\":3,\"max\":2}}}",
                "{\"filters\":{\"spend\":{\"min\":\"3\"}}}",
                "{\"filters\":{\"spend\":{\"currency\":\"EUR\",\"min\":3,\"max\":2}}}",
                "{\"filters\":{\"last_seen\":{\"within\":\"a month\"}}}",
                "{\"filters\":{\"last_seen\":{\"within\":\"-P1D\"}}}",
                "{\"filters\":{\"last_seen\":{\"since\":\"2020-01-01T00:00:00Z\"}}}",
                "{\"filters\":{\"first_seen\":{\"within\":\"P1D\"}}}",
                "{\"filters\":{\"consent\":{\"granted\":true}}}",
                "{\"filters\":{\"country\":\"a\\u0000\"}}"
            })
    void refusesWhatCannotBe(String json) throws JsonProcessingException {
        SearchBody body = read(json);
        assertThatThrownBy(body::search).isInstanceOf(Refusal.class);
    }

    private static SearchBody read(String json) throws JsonProcessingException {
        return Json.mapper().readValue(json, SearchBody.class);
    }
}
