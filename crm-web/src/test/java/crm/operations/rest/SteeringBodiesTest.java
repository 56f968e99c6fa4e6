package crm.operations.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import crm.ingest.entity.PartitionId;
import crm.ingest.entity.ScaleBounds;
import crm.ingest.entity.Scope;
import crm.ingest.entity.SeekMove;
import crm.operations.entity.GroupStatus;
import crm.operations.entity.KeySought;
import crm.operations.entity.Progress;
import crm.operations.entity.SeekPoint;
import crm.platform.rest.Json;
import crm.platform.rest.Refusal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SteeringBodiesTest {

    @Test
    void nothingMeansTheWholeGroup() throws JsonProcessingException {
        assertThat(ScopeBody.ALL.scope()).isEqualTo(Scope.GROUP);
        assertThat(read("{}", ScopeBody.class).scope()).isEqualTo(Scope.GROUP);
        assertThat(read("{'topic':'orders'}", ScopeBody.class).scope()).isEqualTo(Scope.topic("orders"));
        assertThat(read("{'topic':'orders','partition':0}", ScopeBody.class).scope())
                .isEqualTo(new Scope("orders", 0));
    }

    @Test
    void workersComeWithOrWithoutBounds() throws JsonProcessingException {
        assertThat(read("{'count':3}", WorkersBody.class).bounds()).isEmpty();
        WorkersBody scaled = read("{'scale_min':2,'scale_max':6}", WorkersBody.class);
        assertThat(scaled.bounds()).contains(new ScaleBounds(2, 6));
        assertThat(scaled.total()).isEqualTo(2);
        assertThat(catchThrowableOfType(MismatchedInputException.class, () -> read("{'count':1.5}", WorkersBody.class)))
                .isNotNull();
    }

    @Test
    void seeksGoToOneOfFourPoints() throws JsonProcessingException {
        assertThat(seek("'to':'earliest'").point()).isEqualTo(SeekPoint.EARLIEST);
        assertThat(seek("'to':'latest','dry_run':true").dry()).isTrue();
        assertThat(seek("'to':'offset','value':7").point()).isEqualTo(SeekPoint.at(7));
        assertThat(seek("'to':'time','value':'2011-09-30T00:00:00+02:00'").point())
                .isEqualTo(SeekPoint.at(Instant.parse("2011-09-29T22:00:00Z")));
        assertThat(seek("'to':'offset','value':7").dry()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'to':'earliest','value':3                   | /value",
                "'to':'offset'                               | /value",
                "'to':'offset','value':'7'                   | /value",
                "'to':'offset','value':1e3                   | /value",
                "'to':'offset','value':99999999999999999999  | /value",
                "'to':'time','value':7                       | /value",
                "'to':'time','value':'2011-09-30'            | /value",
                "'to':'there'                                | /to",
                "'partition':-1,'to':'latest'                | /partition"
            })
    void whatIsNonsenseIsRefusedWithItsPlace(String rest, String pointer) throws JsonProcessingException {
        SeekBody body = seek(rest);
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> {
            body.scope();
            body.point();
        });
        assertThat(refusal.problem().status()).isEqualTo(422);
        assertThat(refusal.problem().errors().get(0).pointer()).isEqualTo(pointer);
    }

    @Test
    void aSeekIsAnsweredWithTheGroupAndWhatItDid() {
        GroupStatus group =
                new GroupStatus("crm-profile", "running", 1, 1, List.of("a"), List.of(), 0, 0, 0, Progress.OK, 0);
        SoughtBody body = SoughtBody.of(
                group, true, List.of(new SeekMove("orders", 0, 10, 4), new SeekMove("orders", 1, 10, 12)));
        JsonNode json = Json.mapper().valueToTree(body);
        assertThat(json.get("group").asText()).isEqualTo("crm-profile");
        assertThat(json.get("again").asLong()).isEqualTo(6);
        assertThat(json.get("skipped").asLong()).isEqualTo(2);
        assertThat(json.get("dry_run").asBoolean()).isTrue();
        assertThat(json.at("/moves/1/skipped").asLong()).isEqualTo(2);
    }

    @Test
    void aSeekIsOfAllOrOfOneKey() throws JsonProcessingException {
        assertThat(read("{'to':'earliest'}", SeekBody.class).scope()).isEqualTo(Scope.GROUP);
        assertThat(read("{'to':'earliest'}", SeekBody.class).key()).isEmpty();
        assertThat(seek("'key':'ada','to':'latest'").key()).contains("ada");
        assertThat(catchThrowableOfType(
                                Refusal.class,
                                () -> seek("'key':'','to':'latest'").scope())
                        .problem()
                        .errors()
                        .get(0)
                        .pointer())
                .isEqualTo("/key");
    }

    @Test
    void aSeekOfAKeyIsAnsweredWithItsRecords() {
        GroupStatus group =
                new GroupStatus("crm-profile", "running", 1, 1, List.of("a"), List.of(), 0, 0, 0, Progress.OK, 0);
        JsonNode json = Json.mapper()
                .valueToTree(
                        SoughtBody.of(group, false, new KeySought(new PartitionId("orders", 3), 90, 40, 7, true, 0)));
        assertThat(json.get("again").asLong()).isEqualTo(7);
        assertThat(json.get("partial").asBoolean()).isTrue();
        assertThat(json.at("/moves/0/partition").asInt()).isEqualTo(3);
        assertThat(json.at("/moves/0/again").asLong()).isEqualTo(7);
    }

    private static SeekBody seek(String rest) throws JsonProcessingException {
        return read("{'topic':'orders'," + rest + "}", SeekBody.class);
    }

    private static <T> T read(String json, Class<T> form) throws JsonProcessingException {
        return LetterRequest.read(json.replace('\'', '"').getBytes(UTF_8), form).orElseThrow();
    }
}
