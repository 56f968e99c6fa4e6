package crm.ingest.service;

import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.Identity;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentitiesTest {

    private final Identities identities = new Identities(new DecoderSettings(
            Optional.empty(),
            Set.of("customer_id", "loyalty_id", "anonymous_id", "email", "phone", "device_id"),
            "GB"));

    @Test
    void keepsACustomerIdAsItIs() {
        assertThat(identities.of("customer_id", " a-B ")).contains(Identity.customer(" a-B "));
    }

    @ParameterizedTest
    @CsvSource({
        "Ada@Example.ORG,ada@example.org",
        "' ada@example.org ',ada@example.org",
        "a.b+c_d@mail.example.org,a.b+c_d@mail.example.org",
        "Jörg@Bücher.example,jörg@xn--bcher-kva.example",
        "王@例え.テスト,王@xn--r8jz45g.xn--zckzah",
    })
    void findsAnEmailWhateverItsCase(String sent, String normalised) {
        assertThat(identities.of("email", sent)).contains(new Identity("email", normalised));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "@example.org",
                "ada@",
                "ada@example",
                "ada@.org",
                "ada@example.",
                "ada@example..org",
                "ada@exa mple.org",
                "a da@example.org",
                "ada@example.org@example.org",
                ".ada@example.org",
                "ada.@example.org",
                "a..b@example.org",
                "<ada@example.org>",
                "\"ada\"@example.org",
                "ada@-x-.org",
                "ada@\u00ad.org",
                "ada@exa_mple.org",
                "ada@[127.0.0.1]",
            })
    void makesNothingOfAnIllFormedEmail(String sent) {
        assertThat(identities.of("email", sent)).isEmpty();
    }

    @Test
    void makesNothingOfAnEmailTooLong() {
        assertThat(identities.of("email", "a".repeat(65) + "@example.org")).isEmpty();
        assertThat(identities.of("email", "a@" + "b.".repeat(130) + "org")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "020 7946 0958,+442079460958",
        "+44 (0)20 7946-0958,+442079460958",
        "0044 20 7946 0958,+442079460958",
        "+1 650-253-0000,+16502530000",
        "tel:+1-650-253-0000,+16502530000",
    })
    void writesAPhoneNumberInternationally(String sent, String normalised) {
        assertThat(identities.of("phone", sent)).contains(new Identity("phone", normalised));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "phone", "12", "+999 123456", "00000000000000000000000000"})
    void makesNothingOfAnIllFormedPhoneNumber(String sent) {
        assertThat(identities.of("phone", sent)).isEmpty();
    }

    @Test
    void readsALoyaltyCardHoweverItIsGrouped() {
        assertThat(identities.of("loyalty_id", " ab12-34\u00a056–78 "))
                .contains(new Identity("loyalty_id", "AB12345678"));
        assertThat(identities.of("loyalty_id", " - ")).isEmpty();
    }

    @Test
    void trimsOtherNames() {
        assertThat(identities.of("device_id", " x Y ")).contains(new Identity("device_id", "x Y"));
        assertThat(identities.of("anonymous_id", " ")).isEmpty();
    }

    @Test
    void refusesUnknownNamespacesAndValuesTooLong() {
        assertThat(identities.of("shoe_size", "42")).isEmpty();
        assertThat(identities.of("customer_id", "")).isEmpty();
        assertThat(identities.of("customer_id", "x".repeat(256))).isPresent();
        assertThat(identities.of("customer_id", "x".repeat(257))).isEmpty();
    }

    @Test
    void takesANameWithoutAKnownNamespaceForACustomer() {
        assertThat(identities.parse("17850")).contains(Identity.customer("17850"));
        assertThat(identities.parse("customer_id:17850")).contains(Identity.customer("17850"));
        assertThat(identities.parse("shoe_size:42")).contains(Identity.customer("shoe_size:42"));
        assertThat(identities.parse(":42")).contains(Identity.customer(":42"));
        assertThat(identities.parse("email:Ada@Example.org")).contains(new Identity("email", "ada@example.org"));
        assertThat(identities.parse("email:ada")).isEmpty();
        assertThat(identities.parse("customer_id:")).isEmpty();
    }

    @Test
    void neverFailsAndFindsWhatItFoundAgain() {
        Random random = new Random(7);
        String common = "aZ09@@...-+ :;()[]\"\u00ad\u200d\u00df\u0130\u3002\uff0e\u4f8b\u0661\u05d0\u0300";
        for (int i = 0; i < 20_000; i++) {
            int[] name = random.ints(random.nextInt(24), 0, common.length() + 1)
                    .map(c -> c < common.length() ? common.charAt(c) : random.nextInt(1, 0xd800))
                    .toArray();
            String sent = new String(name, 0, name.length);
            for (String namespace : List.of("email", "phone", "loyalty_id", "device_id", "customer_id")) {
                identities.of(namespace, sent).ifPresent(identity -> {
                    assertThat(StorableText.isStorable(identity.value())).isTrue();
                    assertThat(identities.of(namespace, identity.value())).contains(identity);
                });
            }
        }
    }
}
