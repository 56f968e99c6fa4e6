package crm.operations.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import crm.ingest.entity.Delivery.Header;
import crm.ingest.entity.RecordContent;
import crm.operations.rest.LetterBody.ContentBody;
import crm.platform.rest.Json;
import crm.platform.rest.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EditBodyTest {

    private final RecordContent before = new RecordContent(
            bytes("key"), new byte[] {(byte) 0xff}, List.of(new Header("a", bytes("1")), new Header("b", null)));

    @Test
    void changesWhatIsSentAndKeepsTheRest() {
        assertThat(edited("{'value':'{}'}")).isEqualTo(new RecordContent(bytes("key"), bytes("{}"), before.headers()));
        assertThat(edited("{'key':null}")).isEqualTo(new RecordContent(null, before.value(), before.headers()));
        assertThat(edited("{'headers':[{'name':'c','value':'AQ==','encoding':'base64'}]}"))
                .isEqualTo(new RecordContent(before.key(), before.value(), List.of(new Header("c", new byte[] {1}))));
        assertThat(edited("{'value':'','id':3,'state':'open'}").value()).isEmpty();
    }

    @Test
    void takesJsonAsItIs() {
        assertThat(edited("{'value':{'total':12.50,'tags':['a'],'none':null}}").value())
                .isEqualTo(bytes("{\"total\":12.50,\"tags\":[\"a\"],\"none\":null}"));
        assertThat(edited("{'value':[1]}").value()).isEqualTo(bytes("[1]"));
        assertThat(edited("{'headers':{}}").headers()).isEmpty();
        assertThat(edited("{'headers':{'c':'ä','d':null}}").headers())
                .containsExactly(new Header("c", bytes("ä")), new Header("d", null));
    }

    @Test
    void keyAndValueAreAlwaysThere() {
        JsonNode read = Json.mapper().valueToTree(ContentBody.of(new RecordContent(null, null, List.of())));
        assertThat(read.toString()).isEqualTo("{\"key\":null,\"value\":null,\"headers\":[]}");
    }

    @Test
    void whatIsReadCanBeSentBack() {
        JsonNode read = Json.mapper().valueToTree(ContentBody.of(before));
        assertThat(EditBody.of(read).apply(before)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "{'id':1}",
                "{'value':1}",
                "{'value':{},'value_encoding':'base64'}",
                "{'value':'?','value_encoding':'base64'}",
                "{'value':'x','value_encoding':'rot13'}",
                "{'headers':1}",
                "{'headers':{'a':1}}",
                "{'headers':{'a':{}}}",
                "{'value':null,'value_bytes':20000}",
                "{'headers':[{'value':'x'}]}",
                "{'value':'x','body':1}",
            })
    void refusesWhatItDoesNotUnderstand(String json) {
        assertThatThrownBy(() -> edited(json))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.problem().status()).isEqualTo(422));
    }

    @Test
    void listsLeaveLargeValuesOut() {
        ContentBody body = ContentBody.shortened(new RecordContent(null, new byte[20_000], List.of()));
        assertThat(body.value()).isEmpty();
        assertThat(body.valueBytes()).contains(20_000);
        assertThat(ContentBody.shortened(before)).isEqualTo(ContentBody.of(before));
    }

    private RecordContent edited(String json) {
        try {
            return EditBody.of(LetterRequest.read(bytes(json.replace('\'', '"'))))
                    .apply(before);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
