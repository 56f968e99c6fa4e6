package crm.operations.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import crm.operations.entity.Capacity;
import crm.operations.entity.CapacityQuestion;
import crm.platform.rest.Json;
import crm.platform.rest.Problem;
import crm.platform.rest.Refusal;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacityBodyTest {

    private static CapacityBody body(String json) throws JsonProcessingException {
        return Json.mapper().readValue(json.replace('\'', '"'), CapacityBody.class);
    }

    private static Problem refused(String json, OptionalDouble measured) {
        Refusal refusal =
                catchThrowableOfType(Refusal.class, () -> body(json).checked().question(measured));
        assertThat(refusal).as(json).isNotNull();
        assertThat(refusal.problem().status()).isEqualTo(422);
        return refusal.problem();
    }

    @Test
    void readsWhatIsAsked() throws JsonProcessingException {
        CapacityQuestion question = body("{'arrival_rate':900.5,'rate_per_consumer':100,'partitions':4,'consumers':2,"
                        + "'shares':[0.4,0.3,0.2,0.1],'lag':5000,'target_drain_seconds':60}")
                .checked()
                .question(OptionalDouble.empty());
        assertThat(question.arrivalRate()).isEqualTo(900.5);
        assertThat(question.partitions()).isEqualTo(4);
        assertThat(question.shares()).containsExactly(0.4, 0.3, 0.2, 0.1);
        assertThat(question.lag()).isEqualTo(5000);
        assertThat(question.targetDrainSeconds()).hasValue(60);
    }

    @Test
    void takesTheMeasuredRateWhereNoneIsGiven() throws JsonProcessingException {
        CapacityBody body =
                body("{'arrival_rate':1,'partitions':4,'consumers':2}").checked();
        assertThat(body.question(OptionalDouble.of(77)).ratePerConsumer()).isEqualTo(77);
        assertThat(refused("{'arrival_rate':1,'partitions':4,'consumers':2}", OptionalDouble.empty())
                        .errors())
                .extracting(Problem.Violation::pointer)
                .containsExactly("/rate_per_consumer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'partitions':4,'consumers':2} | /arrival_rate | missing_field",
                "{'arrival_rate':1,'consumers':2} | /partitions | missing_field",
                "{'arrival_rate':1,'partitions':4} | /consumers | missing_field",
                "{'arrival_rate':-1,'partitions':4,'consumers':2} | /arrival_rate | out_of_range",
                "{'arrival_rate':1,'partitions':0,'consumers':2} | /partitions | out_of_range",
                "{'arrival_rate':1,'partitions':10001,'consumers':2} | /partitions | out_of_range",
                "{'arrival_rate':1,'partitions':2.5,'consumers':2} | /partitions | not_whole",
                "{'arrival_rate':1,'partitions':4,'consumers':0} | /consumers | out_of_range",
                "{'arrival_rate':1,'partitions':4,'consumers':2,'lag':-1} | /lag | out_of_range",
                "{'arrival_rate':1,'partitions':4,'consumers':2,'rate_per_consumer':0} | /rate_per_consumer | out_of_range",
                "{'arrival_rate':1,'partitions':4,'consumers':2,'target_drain_seconds':0} | /target_drain_seconds | out_of_range",
                "{'arrival_rate':1e12,'partitions':4,'consumers':2} | /arrival_rate | out_of_range",
                "{'arrival_rate':10001,'partitions':2,'consumers':2,'shares':[0.5,0.5]} | /arrival_rate | out_of_range",
                "{'arrival_rate':1,'partitions':2,'consumers':2,'shares':[0.5]} | /shares | wrong_length",
                "{'arrival_rate':1,'partitions':2,'consumers':2,'shares':[0.5,0.4]} | /shares | wrong_sum",
                "{'arrival_rate':1,'partitions':2,'consumers':2,'shares':[1.5,-0.5]} | /shares/1 | out_of_range",
            })
    void refusesWhatCannotBeCalculated(String json, String pointer, String code) {
        assertThat(refused(json, OptionalDouble.of(1)).errors())
                .extracting(fault -> fault.pointer() + ' ' + fault.code())
                .contains(pointer + ' ' + code);
    }

    @Test
    void saysAllFaultsAtOnce() {
        assertThat(refused("{'lag':-1}", OptionalDouble.empty()).errors())
                .extracting(Problem.Violation::pointer)
                .containsExactlyInAnyOrder("/arrival_rate", "/partitions", "/consumers", "/lag");
    }

    @Test
    void saysNullForNever() throws JsonProcessingException {
        CapacityQuestion question = body("{'arrival_rate':500,'rate_per_consumer':100,'partitions':4,'consumers':2}")
                .checked()
                .question(OptionalDouble.empty());
        assertThat(Json.mapper().writeValueAsString(CapacityAnswer.of(Capacity.of(question))))
                .isEqualTo(
                        "{\"rate\":200.0,\"sustainable_rate\":200.0,\"utilisation\":2.5,\"drain_seconds\":null,"
                                + "\"idle_consumers\":0,\"partitions_per_consumer\":{\"min\":2,\"max\":2},"
                                + "\"consumers_needed\":5,\"partitions_needed\":5,\"staircase\":["
                                + "{\"consumers\":1,\"sustainable_rate\":100.0},{\"consumers\":2,\"sustainable_rate\":200.0},"
                                + "{\"consumers\":3,\"sustainable_rate\":200.0},{\"consumers\":4,\"sustainable_rate\":400.0}]}");
    }
}
