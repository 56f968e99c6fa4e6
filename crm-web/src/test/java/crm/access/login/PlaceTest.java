package crm.access.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceTest {

    @ParameterizedTest
    @CsvSource({
        "/api, API",
        "/api/v1/me, API",
        "/apis, PAGE",
        "/openapi, DESCRIPTION",
        "/static/crm.css, OPEN",
        "/health/ready, OPEN",
        "/healthy, PAGE",
        "/home.xhtml, PAGE",
        "/login.xhtml, PAGE",
        "/, PAGE",
        "'', PAGE"
    })
    void isKnownByThePath(String path, Place place) {
        assertThat(Place.of(path)).isEqualTo(place);
    }
}
