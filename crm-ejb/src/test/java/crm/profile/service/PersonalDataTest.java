package crm.profile.service;

import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.Identity;
import crm.profile.entity.CustomerSummary;
import crm.profile.entity.ProfileView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PersonalDataTest {

    @Test
    void leavesTheFirstLetterOfANameAndOfBothPartsOfAnEmailAddress() {
        assertThat(PersonalData.masked(Map.of("first_name", "Ada", "email", "ada@example.org")))
                .containsEntry("first_name", "A***")
                .containsEntry("email", "a***@e***");
    }

    @Test
    void leavesNothingOfPhoneBirthdayStreetAndFreeText() {
        assertThat(PersonalData.masked(Map.of(
                                "phone",
                                "+44 20 7946 0000",
                                "birthday",
                                "1815-12-10",
                                "text",
                                "Dear all,",
                                "street",
                                "Main St 1"))
                        .values())
                .containsOnly("***");
    }

    @Test
    void findsFieldsHoweverDeepAndHoweverSpelled() {
        Map<String, Object> data = Map.of("contact", List.of(Map.of("lastName", "王小明", "city", "London")));
        assertThat(PersonalData.masked(data))
                .isEqualTo(Map.of("contact", List.of(Map.of("lastName", "王***", "city", "London"))));
    }

    @Test
    void masksEverythingBelowAPersonalField() {
        Map<String, Object> data = Map.of("name", Map.of("given", "Ada", "titles", List.of("Countess")), "phone", 4420);
        assertThat(PersonalData.masked(data))
                .isEqualTo(Map.of("name", Map.of("given", "A***", "titles", List.of("C***")), "phone", "***"));
    }

    @Test
    void leavesTheNamesOfThings() {
        Map<String, Object> data = Map.of(
                "products", List.of(Map.of("product_id", "85123A", "name", "HEART HOLDER")),
                "company", Map.of("id", "1", "name", "Analytical Engines"),
                "rfm", Map.of("name", "champions"));
        assertThat(PersonalData.masked(data)).isEqualTo(data);
    }

    @Test
    void masksIdentitiesThatArePersonal() {
        Map<String, Object> data =
                Map.of("identities", List.of(Map.of("namespace", "email", "value", "ada@example.org")));
        assertThat(PersonalData.masked(data))
                .isEqualTo(Map.of("identities", List.of(Map.of("namespace", "email", "value", "a***@e***"))));
    }

    @Test
    void masksAProfile() {
        ProfileView profile = new ProfileView(
                new UUID(0, 1),
                7,
                List.of(Identity.customer("17850"), new Identity(Identity.PHONE, "+442079460000")),
                Map.of("name", "Ada", "address", Map.of("street", "Main St 1", "country", "United Kingdom")),
                Map.of("orders", 34),
                List.of(),
                List.of());
        ProfileView masked = PersonalData.masked(profile);
        assertThat(masked.identities())
                .containsExactly(Identity.customer("17850"), new Identity(Identity.PHONE, "***"));
        assertThat(masked.attributes())
                .isEqualTo(Map.of("name", "A***", "address", Map.of("street", "***", "country", "United Kingdom")));
        assertThat(masked.traits()).isEqualTo(profile.traits());
    }

    @Test
    void masksACustomerInAList() {
        CustomerSummary masked = PersonalData.masked(new CustomerSummary(
                new UUID(0, 1),
                Optional.of("17850"),
                Optional.of("Ada Lovelace"),
                Optional.of("ada@example.org"),
                Optional.empty(),
                Optional.of("United Kingdom"),
                34,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(new Identity(Identity.EMAIL, "ada@example.org"))));
        assertThat(masked.name()).contains("A***");
        assertThat(masked.email()).contains("a***@e***");
        assertThat(masked.phone()).isEmpty();
        assertThat(masked.identities()).containsExactly(new Identity(Identity.EMAIL, "a***@e***"));
    }
}
