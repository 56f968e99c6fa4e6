package crm.platform.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XmlReaderTest {

    record Search(String q) {}

    @Test
    void readsElementsByTheNamesOfJson() throws IOException {
        assertThat(read("<search><q>a &lt;b&gt; &#233;</q></search>")).isEqualTo(new Search("a <b> é"));
    }

    @Test
    void refusesExternalEntities(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "the secret");
        refuses("<!DOCTYPE a [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]><a><q>before &x; after</q></a>");
        refuses("<!DOCTYPE a [<!ENTITY % x SYSTEM \"" + secret.toUri() + "\"> %x;]><a><q>q</q></a>");
        refuses("<!DOCTYPE a SYSTEM \"" + secret.toUri() + "\"><a><q>q</q></a>");
    }

    @Test
    void refusesEntitiesThatGrow() {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            laughs.append("<!ENTITY l" + i + " \"" + ("&l" + (i - 1) + ";").repeat(10) + "\">");
        }
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> refuses(laughs + "]><a><q>&l29;</q></a>"));
    }

    @Test
    void refusesEntitiesThatNobodyDeclared() {
        refuses("<a><q>&x;</q></a>");
    }

    @Test
    void refusesWhatIsDeeperThanAnyBody() {
        refuses("<a>".repeat(500) + "</a>".repeat(500));
    }

    private static void refuses(String xml) {
        assertThatThrownBy(() -> read(xml)).isInstanceOf(JsonProcessingException.class);
    }

    private static Search read(String xml) throws IOException {
        return XmlReader.mapper().readValue(new ByteArrayInputStream(xml.getBytes(UTF_8)), Search.class);
    }
}
