package crm.profile.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import crm.platform.rest.Json;
import crm.platform.rest.Refusal;
import crm.profile.entity.CustomerSearch;
import crm.profile.entity.CustomerSearch.Sort;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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

    private static SearchBody read(String json) throws JsonProcessingException {
        return Json.mapper().readValue(json, SearchBody.class);
    }
}
