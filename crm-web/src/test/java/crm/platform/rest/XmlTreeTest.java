package crm.platform.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.profile.entity.ProfileView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class XmlTreeTest {

    @Test
    void writesFieldsAsElementsAndMembersOfArraysAsItems() throws IOException {
        assertThat(xml("{\"items\":[{\"a\":1},{\"a\":null}],\"next\":\"<&\"}"))
                .endsWith("<page><items><item><a>1</a></item><item><a/></item></items><next>&lt;&amp;</next></page>");
    }

    @Test
    void writesNamesThatXmlDoesNotAllow() throws IOException {
        assertThat(xml("{\"1st <odd> key\":1,\"ns:a\":2,\"xmlish\":3}"))
                .contains("<field name=\"1st &lt;odd> key\">1</field>")
                .contains("<field name=\"ns:a\">2</field>")
                .contains("<field name=\"xmlish\">3</field>");
    }

    @Test
    void writesCharactersThatXmlDoesNotAllowAsReplacements() throws IOException {
        assertThat(xml("{\"a\":\"x\\u0001y\\ud83d\\ude00\"}")).contains("<a>x\uFFFDy\uD83D\uDE00</a>");
    }

    @Test
    void namesTheRootAfterTheRecord() {
        assertThat(XmlTree.rootOf(ProfileView.class)).isEqualTo("profile");
    }

    private static String xml(String json) throws IOException {
        JsonNode tree = Json.mapper().readTree(json);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        XmlWriter.write("page", tree, out);
        return out.toString(UTF_8);
    }
}
