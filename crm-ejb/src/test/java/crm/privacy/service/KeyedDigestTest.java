package crm.privacy.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyedDigestTest {

    @Test
    void tellsEqualValuesOfOneNameAndNothingElse() {
        KeyedDigest digest = TestKeys.digest();
        String ada = digest.of("email", "ada@example.org");
        assertThat(ada).matches("[0-9a-f]{64}").isEqualTo(digest.of("email", "ada@example.org"));
        assertThat(ada).isNotEqualTo(digest.of("email", "bob@example.org"));
        assertThat(ada).isNotEqualTo(digest.of("name", "ada@example.org"));
    }

    @Test
    void cannotBeComputedElsewhere() {
        KeyedDigest other = new KeyedDigest(TestKeys.custody(MasterKey.parse(MasterKey.generate())));
        assertThat(other.of("email", "ada@example.org"))
                .isNotEqualTo(TestKeys.digest().of("email", "ada@example.org"));
    }
}
