package crm.privacy.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.profile.service.PersonalData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PLACE = "event.data";

    private final UUID ada = UUID.randomUUID();
    private final Keyring keys = new Keyring(Map.of(ada, new Cipher(Cipher.newKey())));
    private final Keyring erased = new Keyring(Map.of());

    @Test
    void sealsWhatIsPersonalAndLeavesEveryOtherByte() {
        String sent =
                " { \"first_name\" : \"Ada\\n\\\"L\\\"\",\t\"n\":1.50e2 , \"address\":{\"street\":\"Main 1\",\"city\":\"Rome\"} } ";
        String sealed = sealed(sent);
        assertThat(sealed)
                .matches(
                        " \\{ \"first_name\" : \"v1\\.[^\"]+\",\t\"n\":1\\.50e2 , \"address\":\\{\"street\":\"v1\\.[^\"]+\",\"city\":\"Rome\"\\} \\} ");
        assertThat(opened(sealed, keys)).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"order_id\":\"A\",\"products\":[{\"name\":\"MUG\",\"product_id\":\"p\"},{\"product_id\":\"q\",\"name\":\"LAMP\"}]}",
                "{\"company\":{\"name\":\"Engines\"},\"category\":{\"name\":\"c\"},\"rfm\":{\"name\":\"loyal\"}}",
                "{\"product_id\":\"p\",\"name\":\"HEART HOLDER\"}",
                "{\"address\":{\"city\":\"Rome\",\"country\":\"IT\"}}",
                "{\"shipping_address\":{\"city\":\"Rome\"},\"email_verified\":true,\"email\":false}",
                "{\"name\":null,\"email\":null}",
                "{\"identities\":[{\"namespace\":\"loyalty_id\",\"value\":\"L1\"}],\"value\":\"v\"}",
                "{\"rename\":\"x\",\"names\":[\"y\"],\"textual\":\"z\"}"
            })
    void leavesWhatIsNobodys(String json) {
        assertThat(PersonalJson.of(json, PLACE).isPlain()).isTrue();
        assertThat(sealed(json)).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"Ada SECRET\"}",
                "{\"Last-Name\":\"SECRET\"}",
                "{\"n\\u0061me\":\"SECRET\"}",
                "{\"a\":[[{\"b\":{\"eMail\":\"SECRET\"}}]]}",
                "{\"phone\":{\"home\":[\"SECRET\",{\"x\":\"SECRET\"}]}}",
                "{\"name\":{\"name\":\"SECRET\",\"product_id\":\"SECRET\"}}",
                "{\"address\":\"SECRET 1\"}",
                "{\"address\":[\"1 SECRET St\"],\"address1\":\"SECRET\",\"billing_address_2\":\"SECRET\"}",
                "{\"address\":[{\"city\":\"SECRET\"}],\"addresses\":[\"SECRET\"]}",
                "{\"shippingAddress\":{\"street\":\"SECRET\",\"city\":\"Rome\"}}",
                "{\"emails\":[\"SECRET\"],\"contact_email\":\"SECRET\",\"work-emails\":[\"SECRET\"],\"Email2\":\"SECRET\"}",
                "{\"phones\":[{\"x\":\"SECRET\"}],\"phone_number\":\"SECRET\",\"mobile_phone\":\"SECRET\",\"PhoneHome\":\"SECRET\"}",
                "{\"h\\u006fme_phone\":\"SECRET\",\"query\":\"SECRET\"}",
                "{\"identities\":[{\"value\":\"SECRET\",\"namespace\":\"e-mail\"}]}",
                "{\"identities\":[{\"namespace\":\"phone\",\"value\":{\"email\":\"SECRET\"}}]}",
                "{\"ip\":\"SECRET\",\"device_id\":\"SECRET\",\"card_fingerprint\":\"SECRET\"}",
                "{\"products\":[{\"name\":\"MUG\",\"note\":\"SECRET\"}]}",
                "{\"text\":\"v1.SECRET\"}"
            })
    void findsPersonalValuesHoweverDeepAndHoweverSpelled(String json) {
        String sealed = sealed(json);
        assertThat(sealed).doesNotContain("SECRET");
        assertThat(opened(sealed, keys)).isEqualTo(json);
    }

    @Test
    void leavesOutWhatWasErased() {
        Map<String, String> left = Map.of(
                "{\"name\":\"A\"}", "{}",
                "{\"name\":\"A\", \"n\":1}", "{\"n\":1}",
                "{\"n\":1 , \"name\":\"A\" }", "{\"n\":1  }",
                "{\"name\":\"A\",\"n\":1,\"email\":\"e\",\"phone\":\"p\"}", "{\"n\":1}",
                "{\"name\":\"A\",\"email\":\"e\"}", "{}",
                "{\"x\":{\"name\":\"A\"},\"email\":\"e\"}", "{\"x\":{}}");
        left.forEach((sent, rest) ->
                assertThat(opened(sealed(sent), erased)).as(sent).isEqualTo(rest));
    }

    @Test
    void opensNothingThatWasMovedToAnotherFieldOrPlace() {
        String sealed = sealed("{\"name\":\"Ada\"}");
        assertThat(opened(sealed.replace("name", "text"), keys)).isEqualTo("{}");
        assertThat(PersonalJson.of(sealed, "elsewhere").opened(ada, keys)).isEqualTo("{}");
    }

    @Test
    void readsWhatWasStoredBeforeThereWereSeals() {
        String plain = "{\"name\":\"Ada\",\"phone\":4420}";
        assertThat(opened(plain, keys)).isEqualTo(plain);
    }

    /** Masking is another walk over the same mark: what it shows stays plain, what it hides is sealed. */
    @RepeatedTest(300)
    void sealsExactlyWhatIsMasked(RepetitionInfo repetition) throws JsonProcessingException {
        RandomObject random = new RandomObject(new Random(repetition.getCurrentRepetition()));
        Map<String, Object> object = random.object(0);
        String sent = JSON.writeValueAsString(object);
        String sealed = sealed(sent);
        String masked = JSON.writeValueAsString(PersonalData.masked(object));
        for (String token : random.tokens) {
            assertThat(sealed.contains(token)).as(token + " in " + sent).isEqualTo(masked.contains(token));
        }
        assertThat(JSON.readTree(sealed)).isNotNull();
        assertThat(opened(sealed, keys)).isEqualTo(sent);
        JSON.readTree(opened(sealed, erased));
    }

    private String sealed(String json) {
        return PersonalJson.of(json, PLACE).sealed(ada, keys);
    }

    private String opened(String json, Keyring with) {
        return PersonalJson.of(json, PLACE).opened(ada, with);
    }

    private static final class RandomObject {

        private static final String[] NAMES = {
            "name",
            "Name",
            "product_id",
            "productId",
            "products",
            "company",
            "email",
            "address",
            "namespace",
            "value",
            "identities",
            "text",
            "order_id",
            "total",
            "n",
            "käse",
            "\"q\"",
            "first_name",
            "x\\y",
            "latitude",
            "contact_email",
            "Phones",
            "addresses",
            "address_2",
            "email_verified",
            "Products"
        };

        private final Random random;
        private final List<String> tokens = new ArrayList<>();

        RandomObject(Random random) {
            this.random = random;
        }

        Map<String, Object> object(int depth) {
            Map<String, Object> object = new LinkedHashMap<>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                String name = NAMES[random.nextInt(NAMES.length)];
                object.put(name, name.equals("namespace") ? namespace() : value(depth));
            }
            return object;
        }

        private String namespace() {
            return random.nextBoolean() ? "email" : "loyalty_id";
        }

        private Object value(int depth) {
            return switch (random.nextInt(depth > 3 ? 4 : 7)) {
                case 0 -> 100_000 + Integer.parseInt(token("").substring(1));
                case 1 -> random.nextBoolean() ? null : (Object) random.nextBoolean();
                case 4, 5 -> object(depth + 1);
                case 6 -> list(depth + 1);
                default -> token(random.nextBoolean() ? "\"}],{\\" : "");
            };
        }

        private List<Object> list(int depth) {
            List<Object> list = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                list.add(value(depth));
            }
            return list;
        }

        private String token(String tail) {
            String token = "t" + (1000 + tokens.size());
            tokens.add(token);
            return token + tail;
        }
    }
}
