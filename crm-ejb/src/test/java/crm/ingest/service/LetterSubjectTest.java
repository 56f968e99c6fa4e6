package crm.ingest.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.Delivery.Header;
import crm.ingest.entity.RecordContent;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LetterSubjectTest {

    private final LetterSubject subject = new LetterSubject(new Identities(Deliveries.SETTINGS));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'customer_id':'c1'}|customer_id:c1",
                "{'data':{'customer_id':'c1'},'subject':'c2'}|customer_id:c1",
                "{'subject':'c2','data':{'anonymous_id':'v'}}|customer_id:c2",
                "{'subject':'email:Ada@Example.org'}|email:ada@example.org",
                "{'anonymous_id':'v'}|anonymous_id:v",
                "{'customer_id':17}|customer_id:key",
                "{'customer_id':|customer_id:key",
                "[]|customer_id:key",
                "null|customer_id:key",
            })
    void isWhomTheValueNamesElseTheKey(String value, String expected) {
        assertThat(of("key", value, Map.of())).isEqualTo(expected);
    }

    @Test
    void isWhomTheHeadersName() {
        assertThat(of("key", "{}", Map.of("ce_subject", "c3"))).isEqualTo("customer_id:c3");
    }

    @Test
    void isNobodyWhereNothingNamesAnybody() {
        assertThat(of(null, null, Map.of())).isEqualTo("nobody");
        assertThat(of("", "{", Map.of())).isEqualTo("nobody");
        assertThat(of("x".repeat(300), "{", Map.of())).isEqualTo("nobody");
        assertThat(subject.of(new RecordContent(new byte[] {(byte) 0xff}, null, List.of())))
                .isEmpty();
    }

    @Test
    void survivesAnything() {
        assertThat(of("key", "[".repeat(100_000), Map.of())).isEqualTo("customer_id:key");
        assertThat(of("key", "{'customer_id':'a\\u0000b'}", Map.of())).isEqualTo("customer_id:key");
    }

    private String of(String key, String value, Map<String, String> headers) {
        return subject.of(new RecordContent(
                        bytes(key),
                        value == null ? null : Deliveries.json(value),
                        headers.entrySet().stream()
                                .map(header -> new Header(header.getKey(), bytes(header.getValue())))
                                .collect(Collectors.toList())))
                .map(Object::toString)
                .orElse("nobody");
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(UTF_8);
    }
}
