package crm.operations.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.Delivery.Header;
import java.util.List;
import org.junit.jupiter.api.Test;

class LetterTextTest {

    @Test
    void isPrettyIfItIsJson() {
        assertThat(LetterText.pretty("{\"a\":[1.50,{\"b\":null}]}"))
                .contains("\n")
                .contains("\"a\" : [ 1.50, {");
        assertThat(LetterText.pretty("{")).isEqualTo("{");
        assertThat(LetterText.pretty("{\"a\":1e99999}")).contains("E+99999");
        assertThat(LetterText.pretty("x".repeat(100_000))).hasSizeLessThan(70_000);
    }

    @Test
    void saysWhatStandsWhereAPointerPoints() {
        assertThat(LetterText.at("{\"data\":{\"total\":\"much\"}}", "/data/total"))
                .contains("\"much\"");
        assertThat(LetterText.at("{\"total\":\"much\"}", "/data/total"))
                .as("binary")
                .contains("\"much\"");
        assertThat(LetterText.at("{\"total\":1}", "/data/other")).isEmpty();
        assertThat(LetterText.at("{\"total\":1}", "")).isEmpty();
        assertThat(LetterText.at("{", "/total")).isEmpty();
    }

    @Test
    void isNoTextWhereAFormWouldChangeIt() {
        assertThat(LetterText.of("{\n\t\"a\":\"ä地\"}".getBytes(UTF_8))).isPresent();
        assertThat(LetterText.of(new byte[] {'a', 0})).isEmpty();
        assertThat(LetterText.of(new byte[] {(byte) 0xff})).isEmpty();
    }

    @Test
    void keepsItsLineBreaks() {
        assertThat(LetterText.asBefore("a\r\nb", "x\ny")).isEqualTo("a\nb");
        assertThat(LetterText.asBefore("a\r\nb", "x\r\ny")).isEqualTo("a\r\nb");
    }

    @Test
    void headersAreLinesWhereThoseTellEverything() {
        List<Header> plain = List.of(new Header("ce_id", bytes("a: b")), new Header("empty", bytes("")));
        assertThat(HeaderLines.of(plain)).contains("ce_id: a: b\nempty: ");
        assertThat(HeaderLines.of(List.of())).contains("");
        assertThat(HeaderLines.of(List.of(new Header("x", null)))).isEmpty();
        assertThat(HeaderLines.of(List.of(new Header("x", new byte[] {(byte) 0xff}))))
                .isEmpty();
        assertThat(HeaderLines.of(List.of(new Header("x", bytes("a\nb"))))).isEmpty();
        assertThat(HeaderLines.read("\r\n a : b \r\nc\r\n"))
                .containsExactly(new Header("a", bytes("b")), new Header("c", null));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
