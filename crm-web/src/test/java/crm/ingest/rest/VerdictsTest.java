package crm.ingest.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.Fault;
import crm.ingest.entity.Verdict;
import crm.platform.rest.Json;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictsTest {

    private static final Verdicts VERDICTS = Verdicts.of(List.of(
            new Verdict(
                    0,
                    Optional.of("e"),
                    Verdict.ACCEPTED,
                    List.of(),
                    List.of(new Fault("/quantity", "wrong_type", "must be a number"))),
            new Verdict(
                    1,
                    Optional.empty(),
                    Verdict.REJECTED,
                    List.of(new Fault("", "no_envelope", "is none"), new Fault("/a", "missing_field", "is missing")),
                    List.of())));

    @Test
    void eachItemHasAnIdIfOnlyNull() throws IOException {
        assertThat(Json.mapper().writeValueAsString(VERDICTS)).isEqualTo("""
                {"items":[{"index":0,"id":"e","status":"accepted","errors":[],\
                "warnings":[{"pointer":"/quantity","code":"wrong_type","detail":"must be a number"}]},\
                {"index":1,"id":null,"status":"rejected","errors":[{"pointer":"","code":"no_envelope","detail":"is none"},\
                {"pointer":"/a","code":"missing_field","detail":"is missing"}]}]}""");
    }

    @Test
    void aTableHasARowForEachEvent() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new VerdictsCsv()
                .writeTo(
                        VERDICTS,
                        Verdicts.class,
                        Verdicts.class,
                        new Annotation[0],
                        new MediaType("text", "csv"),
                        new MultivaluedHashMap<>(),
                        out);
        assertThat(out.toString(UTF_8).lines())
                .containsExactly(
                        "index,id,status,errors",
                        "0,e,accepted,",
                        "1,,rejected,no_envelope: is none; missing_field /a: is missing");
    }
}
