package crm.operations.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.Delivery.Header;
import crm.ingest.entity.RecordContent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordMaskTest {

    private static String value(String json) {
        byte[] masked = RecordMask.masked(new RecordContent(null, json.getBytes(UTF_8), List.of()))
                .value();
        return masked == null ? null : new String(masked, UTF_8);
    }

    private static String key(String key) {
        return new String(
                RecordMask.masked(new RecordContent(key.getBytes(UTF_8), null, List.of()))
                        .key(),
                UTF_8);
    }

    @Test
    void masksAnEventAsCustomerPagesDo() {
        assertThat(value("""
                {"specversion":"1.0","id":"1","subject":"email:ada@example.org","type":"customer.registered",
                 "data":{"customer_id":"17850","name":"Ada Lovelace","email":"ada@example.org","total":"12.50",
                         "address":{"street":"St James","country":"UK"}}}""")).isEqualTo("""
                {"specversion":"1.0","id":"1","subject":"email:a***@e***","type":"customer.registered",\
                "data":{"customer_id":"17850","name":"A***","email":"a***@e***","total":"12.50",\
                "address":{"street":"***","country":"UK"}}}""");
    }

    @Test
    void numbersStayWhatTheyAre() {
        assertThat(value("{\"amount\":12.50,\"big\":123456789012345678901234567890}"))
                .isEqualTo("{\"amount\":12.50,\"big\":123456789012345678901234567890}");
    }

    @Test
    void bareJsonHasTextsForSubjects() {
        assertThat(value("{\"customer_id\":\"1\",\"subject\":\"my parcel\",\"text\":\"is lost\"}"))
                .isEqualTo("{\"customer_id\":\"1\",\"subject\":\"***\",\"text\":\"***\"}");
    }

    @Test
    void whatMayHideSomethingIsHidden() {
        assertThat(value("{\"specversion\":\"1.0\",\"data\":\"{\\\"name\\\":\\\"Ada\\\"}\"}"))
                .isEqualTo("{\"specversion\":\"1.0\",\"data\":\"***\"}");
        assertThat(value("{\"data_base64\":\"QWRh\"}")).isEqualTo("{\"data_base64\":\"***\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{ nothing", "Ada Lovelace", "[{\"name\":\"Ada\"}]", "\"Ada\"", "{\"a\":1} Ada", "", "null"})
    void whatCannotBeReadIsNotShown(String value) {
        assertThat(value(value)).isNull();
    }

    @Test
    void bytesThatAreNoTextAreNotShown() {
        RecordContent masked = RecordMask.masked(
                new RecordContent(new byte[] {(byte) 0xff, 1}, new byte[] {(byte) 0xff, 2}, List.of()));
        assertThat(masked.value()).isNull();
        assertThat(new String(masked.key(), UTF_8)).isEqualTo("***");
    }

    @ParameterizedTest
    @CsvSource({
        "17850, 17850",
        "ada@example.org, a***@e***",
        "email:ada@example.org, email:a***@e***",
        "phone:+44123456789, phone:***",
        "+44123456789, ***",
        "customer_id:17850, customer_id:17850",
        "Ada Lovelace, ***",
    })
    void keysAreShownWhereTheyAreIds(String key, String shown) {
        assertThat(key(key)).isEqualTo(shown);
    }

    @Test
    void headersAreShownWhereTheyAreOfTheEnvelope() {
        List<Header> headers = List.of(
                new Header("ce_type", "order.completed".getBytes(UTF_8)),
                new Header("ce_subject", "email:ada@example.org".getBytes(UTF_8)),
                new Header("crm-dead-letter-code", "not_json".getBytes(UTF_8)),
                new Header("whose", "Ada".getBytes(UTF_8)),
                new Header("nothing", null));
        assertThat(RecordMask.masked(new RecordContent(null, null, headers)).headers())
                .extracting(header -> header.value() == null ? null : new String(header.value(), UTF_8))
                .containsExactly("order.completed", "email:a***@e***", "not_json", "***", null);
    }
}
