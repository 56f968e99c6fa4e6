package crm.operations.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import crm.ingest.entity.DeadLetterFilter;
import crm.ingest.entity.LetterState;
import crm.ingest.entity.Rejection;
import crm.platform.rest.Problem;
import crm.platform.rest.Refusal;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LetterChoiceTest {

    private static final DeadLetterFilter OPEN = DeadLetterFilter.ALL.in(LetterState.OPEN);

    @Test
    void whatTheAddressSaysNarrowsWhatTheBodySays() throws JsonProcessingException {
        LetterChoice choice =
                choice("topic=orders&code=too_old&from=2026-01-01T00:00:00Z", "{'group':'g','ids':[3,2]}");
        assertThat(choice.filter().topic()).contains("orders");
        assertThat(choice.filter().code()).contains(Rejection.Code.TOO_OLD);
        assertThat(choice.filter().from()).contains(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(choice.filter().group()).contains("g");
        assertThat(choice.filter().ids()).containsExactly(2L, 3L);
        assertThat(choice.filter().state()).contains(LetterState.OPEN);
        assertThat(choice("topic=orders", "{'topic':'orders'}").filter())
                .isEqualTo(choice("topic=orders", "").filter());
        assertThat(choice("after=x", "").after()).contains("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{}", "{'state':'open'}", "{'all':true}"})
    void withoutAFilterAllOpenOnesAreMeant(String body) throws JsonProcessingException {
        assertThat(choice("", body).filter()).isEqualTo(OPEN);
        assertThat(choice("state=open", body).filter()).isEqualTo(OPEN);
        assertThat(LetterChoice.of(new MultivaluedHashMap<>(), null).filter()).isEqualTo(OPEN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "topic=a          | {'topic':'b'}        | 400 | ?topic   | contradiction",
                "after=a          | {'after':'b'}        | 400 | ?after   | contradiction",
                "topic=           | {}                   | 400 | ?topic   | bad_parameter",
                "topic=a&topic=b  | {}                   | 400 | ?topic   | bad_parameter",
                "topics=a         | {}                   | 400 | ?topics  | unknown_parameter",
                "code=made_up     | {}                   | 400 | ?code    | unknown_code",
                "state=discarded  | {}                   | 400 | ?state   | not_open",
                "from=yesterday   | {}                   | 400 | ?from    | bad_time",
                "``               | {'state':'replayed'} | 422 | /state   | not_open",
                "``               | {'state':'made_up'}  | 422 | /state   | unknown_state",
                "``               | {'code':'made_up'}   | 422 | /code    | unknown_code",
                "``               | {'topic':null}       | 422 | /topic   | wrong_type",
                "``               | null                 | 422 | ``       | wrong_type",
                "``               | []                   | 422 | ``       | wrong_type",
            })
    void whatIsNotUnderstoodNeverWidens(String query, String body, int status, String pointer, String code) {
        Problem problem = refusal(() -> choice(query, body));
        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.errors()).singleElement().satisfies(error -> {
            assertThat(error.pointer()).isEqualTo(pointer);
            assertThat(error.code()).isEqualTo(code);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``       | ``                             | /reason | missing_field",
                "topic=a  | {'reason':' '}                 | /reason | missing_field",
                "``       | {'reason':'x'}                 | ``      | missing_filter",
                "``       | {'reason':'x','state':'open'}  | ``      | missing_filter",
                "``       | {'reason':'x','all':false}     | ``      | missing_filter",
                "topic=a  | {'reason':'x','after':'b'}     | /after  | unknown_field",
            })
    void discardingNeedsAReasonAndAChoice(String query, String body, String pointer, String code) {
        Problem problem = refusal(() -> choice(query, body).discardReason());
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.errors()).singleElement().satisfies(error -> {
            assertThat(error.pointer()).isEqualTo(pointer);
            assertThat(error.code()).isEqualTo(code);
        });
    }

    @Test
    void discardsWhatIsChosenOrAll() throws JsonProcessingException {
        assertThat(choice("topic=a", "{'reason':'x'}").discardReason()).isEqualTo("x");
        assertThat(choice("", "{'reason':'x','ids':[1]}").discardReason()).isEqualTo("x");
        assertThat(choice("", "{'reason':'x','all':true}").discardReason()).isEqualTo("x");
        assertThat(choice("", "{'reason':'x','all':true,'topic':'a'}").filter().topic())
                .as("all does not widen")
                .contains("a");
    }

    private interface Asked {
        void now() throws JsonProcessingException;
    }

    private static Problem refusal(Asked asked) {
        Refusal refusal = catchThrowableOfType(Refusal.class, asked::now);
        assertThat(refusal).isNotNull();
        return refusal.problem();
    }

    private static LetterChoice choice(String query, String body) throws JsonProcessingException {
        MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
            parameters.add(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return LetterChoice.of(parameters, body.replace('\'', '"').getBytes(UTF_8));
    }
}
