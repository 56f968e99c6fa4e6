package crm.ingest.service;

import static crm.ingest.service.Deliveries.bare;
import static crm.ingest.service.Deliveries.binary;
import static crm.ingest.service.Deliveries.cloudEvent;
import static crm.ingest.service.Deliveries.decoder;
import static crm.ingest.service.Deliveries.rejection;
import static crm.ingest.service.Deliveries.structured;
import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.Delivery;
import crm.ingest.entity.Rejection;
import crm.ingest.entity.Rejection.Code;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RejectionTest {

    private static final String VALID =
            "{'specversion':'1.0','id':'e1','source':'/shop','type':'shoe.tied','time':'2026-03-01T11:00:00Z','subject':'c'}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "{",
                "{'a':1",
                "{'a':1}}",
                "{'a':1} {}",
                "{'a':1,}",
                "{a:1}",
                "[1,2",
                "{'a':01}",
                "{'a':+1}",
                "{'a':NaN}",
                "{'a':.5}",
                "{'a':'\t'}",
                "{'a':'\\x'}",
                "{'a':1}//",
                "nul",
                "{'a':tru}",
            })
    void isNotJson(String json) {
        assertThat(rejection(bare("customer_order", json))).satisfies(is(Code.NOT_JSON, ""));
        assertThat(rejection(structured(json))).satisfies(is(Code.NOT_JSON, ""));
    }

    @Test
    void isNotJsonWithoutUtf8() {
        assertThat(rejection(Deliveries.of("customer_order", List.of(), "{}".getBytes(UTF_16))))
                .satisfies(is(Code.NOT_JSON, ""));
        assertThat(rejection(Deliveries.of("customer_order", List.of(), new byte[] {'"', (byte) 0xff, '"'})))
                .satisfies(is(Code.NOT_JSON, ""));
        assertThat(rejection(Deliveries.of("customer_order", List.of(), null))).satisfies(is(Code.NOT_JSON, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{'customer_id':'c'}]", "1", "'text'", "null", "true", " [1] "})
    void hasNoEnvelopeIfItIsNoObject(String json) {
        assertThat(rejection(bare("customer_order", json))).satisfies(is(Code.NO_ENVELOPE, ""));
        assertThat(rejection(structured(json))).satisfies(is(Code.NO_ENVELOPE, ""));
    }

    @Test
    void hasNoEnvelopeIfNothingSaysItsType() {
        assertThat(rejection(bare("elsewhere", "{'customer_id':'c'}"))).satisfies(is(Code.NO_ENVELOPE, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"specversion", "id", "source", "type", "time"})
    void missesWhatACloudEventMustHave(String attribute) {
        String renamed = VALID.replace("'" + attribute + "'", "'other'");
        assertThat(rejection(structured(renamed))).satisfies(is(Code.MISSING_FIELD, "/" + attribute));
        String isNull = VALID.replaceFirst("'" + attribute + "':'[^']*'", "'" + attribute + "':null");
        assertThat(rejection(structured(isNull))).satisfies(is(Code.MISSING_FIELD, "/" + attribute));
        Map<String, String> headers = new HashMap<>(
                Map.of("specversion", "1.0", "id", "e", "source", "s", "type", "t", "time", "2026-03-01T11:00:00Z"));
        headers.remove(attribute);
        assertThat(rejection(binary(headers, "{}"))).satisfies(is(Code.MISSING_FIELD, "/" + attribute));
    }

    @ParameterizedTest
    @ValueSource(strings = {"specversion", "id", "source", "type", "time", "subject"})
    void refusesAttributesThatAreNoNames(String attribute) {
        for (String value : List.of("1", "true", "''", "{}", "[]", "'" + "x".repeat(600) + "'")) {
            String json = VALID.replaceFirst("'" + attribute + "':'[^']*'", "'" + attribute + "':" + value);
            assertThat(rejection(structured(json))).satisfies(is(Code.WRONG_TYPE, "/" + attribute));
        }
    }

    @Test
    void refusesOtherVersionsOfTheEnvelope() {
        assertThat(rejection(structured(VALID.replace("1.0", "0.3")))).satisfies(is(Code.WRONG_TYPE, "/specversion"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "'yes'", "''", "{}"})
    void refusesABackfillThatIsNeitherTrueNorFalse(String value) {
        assertThat(rejection(structured(VALID.replace("}", ",'backfill':" + value + "}"))))
                .satisfies(is(Code.WRONG_TYPE, "/backfill"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "'text'", "[]", "true"})
    void refusesDataThatAreNoObject(String data) {
        assertThat(rejection(cloudEvent("shoe.tied", data))).satisfies(is(Code.WRONG_TYPE, "/data"));
        Map<String, String> headers = Map.of("specversion", "1.0", "id", "e", "source", "s", "type", "t");
        assertThat(rejection(binary(headers, data))).satisfies(is(Code.WRONG_TYPE, "/data"));
    }

    @Test
    void refusesBinaryData() {
        assertThat(rejection(structured(VALID.replace("}", ",'data_base64':'e30='}"))))
                .satisfies(is(Code.WRONG_TYPE, "/data_base64"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-01T11:00:00", "2026-03-01", "0000-01-01T00:00:00Z", "1772362800"})
    void refusesTimesWithoutAnOffset(String time) {
        assertThat(rejection(structured(VALID.replace("2026-03-01T11:00:00Z", time))))
                .satisfies(is(Code.WRONG_TYPE, "/time"));
        assertThat(rejection(bare("customer_interactions", "{'customer_id':'c','time':'" + time + "'}")))
                .satisfies(is(Code.WRONG_TYPE, "/time"));
    }

    @Test
    void refusesATimeMoreThanFiveMinutesAhead() {
        String ahead = Deliveries.NOW.plusSeconds(300).plusNanos(1000).toString();
        assertThat(rejection(structured(VALID.replace("2026-03-01T11:00:00Z", ahead))))
                .satisfies(is(Code.TIME_IN_FUTURE, "/time"));
    }

    @Test
    void refusesWhatIsOlderThanTheRetention() {
        EventDecoder decoder = decoder(Duration.ofHours(1));
        assertThat(decoder.decode(structured(VALID))).isNotInstanceOf(Rejection.class);
        Delivery older = structured(VALID.replace("2026-03-01T11:00:00Z", "2026-03-01T10:59:59.999999Z"));
        assertThat(rejection(decoder, older)).satisfies(is(Code.TOO_OLD, "/time"));
    }

    @Test
    void refusesWhatIsLargerThanHalfAMebibyteWithoutReadingIt() {
        Delivery large = Deliveries.of("customer_order", List.of(), new byte[EventDecoder.LARGEST_VALUE + 1]);
        assertThat(rejection(large)).satisfies(is(Code.TOO_LARGE, ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':{'b/c':[0,'\\u0000']}}|/data/a/b~1c/1",
                "{'a':'\\ud83d'}|/data/a",
                "{'a':['\\ude00\\ud83d']}|/data/a/0",
                "{'a':{'\\u0000':1}}|/data/a",
                "{'\\ud800':1}|/data",
                "{'customer_id':'\\u0000'}|/data/customer_id",
            })
    void refusesTextThatCannotBeStored(String data, String pointer) {
        assertThat(rejection(cloudEvent("shoe.tied", data))).satisfies(is(Code.WRONG_TYPE, pointer));
        assertThat(rejection(bare("customer_interactions", data)))
                .satisfies(is(Code.WRONG_TYPE, pointer.substring("/data".length())));
    }

    @Test
    void refusesIdsThatCannotBeStored() {
        assertThat(rejection(structured(VALID.replace("e1", "\\u0000")))).satisfies(is(Code.WRONG_TYPE, "/id"));
        assertThat(rejection(structured(VALID.replace("e1", "\\udfff")))).satisfies(is(Code.WRONG_TYPE, "/id"));
        assertThat(rejection(binary(Map.of("specversion", "1.0", "id", "a\0b"), "{}")))
                .satisfies(is(Code.WRONG_TYPE, "/id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e309", "-1E+999999999", "1e-999999999", "0e99999999999999999999", "1.5e0000309"})
    void refusesNumbersThatNobodyCanStore(String number) {
        assertThat(rejection(cloudEvent("shoe.tied", "{'a':[" + number + "]}")))
                .satisfies(is(Code.WRONG_TYPE, "/data/a/0"));
    }

    @Test
    void refusesNumbersOfManyDigits() {
        assertThat(rejection(cloudEvent("shoe.tied", "{'a':" + "9".repeat(101) + "}")))
                .satisfies(is(Code.WRONG_TYPE, "/data/a"));
        assertThat(rejection(cloudEvent("shoe.tied", "{'a':" + "9".repeat(400_000) + "}"))
                        .code())
                .isEqualTo(Code.WRONG_TYPE);
        assertThat(rejection(cloudEvent("shoe.tied", "{'a':0." + "9".repeat(400_000) + "}"))
                        .code())
                .isEqualTo(Code.WRONG_TYPE);
    }

    @Test
    void refusesDepthsAndLongKeys() {
        assertThat(rejection(cloudEvent("shoe.tied", "{'a':" + "[".repeat(200_000)))
                        .code())
                .isEqualTo(Code.WRONG_TYPE);
        assertThat(rejection(cloudEvent("shoe.tied", "{'a':".repeat(60_000))).code())
                .isEqualTo(Code.WRONG_TYPE);
        assertThat(rejection(structured("[".repeat(200_000))).code()).isEqualTo(Code.WRONG_TYPE);
        assertThat(rejection(cloudEvent("shoe.tied", "{'" + "k".repeat(2000) + "':1}"))
                        .code())
                .isEqualTo(Code.WRONG_TYPE);
    }

    @Test
    void refusesAKeyThatIsThereTwice() {
        assertThat(rejection(cloudEvent("shoe.tied", "{'a':{'b':1,'b':1}}")))
                .satisfies(is(Code.WRONG_TYPE, "/data/a/b"));
        assertThat(rejection(structured(VALID.replace("}", ",'id':'e2'}")))).satisfies(is(Code.WRONG_TYPE, "/id"));
    }

    private static ThrowingConsumer<Rejection> is(Code code, String pointer) {
        return rejection -> {
            assertThat(rejection.code()).as(rejection.toString()).isEqualTo(code);
            assertThat(rejection.pointer()).as(rejection.toString()).isEqualTo(pointer);
            assertThat(rejection.detail()).isNotBlank();
        };
    }
}
