package crm.dev.shop;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A customer, all made up; addresses end in names that nobody can own. */
record Person(
        String id,
        Market market,
        String firstName,
        String lastName,
        String gender,
        LocalDate birthday,
        String email,
        String phone,
        String street,
        String city,
        String postalCode,
        Optional<String> company,
        Optional<String> loyaltyCard,
        Consents consents,
        Wallet wallet) {

    /** What the person agreed to when registering. */
    record Consents(boolean email, boolean sms, boolean profiling) {

        Map<String, Object> data() {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("marketing_email", email);
            data.put("marketing_sms", sms);
            data.put("profiling", profiling);
            return data;
        }
    }

    /** What the person comes and pays with. */
    record Wallet(String method, String card, String device, String ip) {}

    /** In the order of the person's country. */
    String name() {
        return market.isChinese() ? lastName + firstName : firstName + " " + lastName;
    }

    Map<String, Object> address() {
        Map<String, Object> address = new LinkedHashMap<>();
        address.put("street", street);
        address.put("city", city);
        address.put("postal_code", postalCode);
        address.put("country", market.country());
        return address;
    }

    /** What a registration says of the person. */
    Map<String, Object> registration() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("first_name", firstName);
        data.put("last_name", lastName);
        data.put("name", name());
        data.put("email", email);
        data.put("phone", phone);
        data.put("birthday", birthday.toString());
        data.put("gender", gender);
        data.put("language", market.language());
        data.put("address", address());
        company.ifPresent(name -> data.put("company", Map.of("name", name)));
        loyaltyCard.ifPresent(card -> data.put("identities", List.of(identity("loyalty_id", card))));
        data.put("consents", consents.data());
        return data;
    }

    private static Map<String, Object> identity(String namespace, String value) {
        Map<String, Object> identity = new LinkedHashMap<>();
        identity.put("namespace", namespace);
        identity.put("value", value);
        return identity;
    }
}
