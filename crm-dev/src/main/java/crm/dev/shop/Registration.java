package crm.dev.shop;

import static crm.dev.shop.Journey.fields;

import java.util.LinkedHashMap;
import java.util.Map;

/** How somebody becomes a customer, is recognised as one, and tells the shop something new. */
final class Registration {

    private Registration() {}

    static void outright(Journey journey, Person person) {
        journey.tell(person, "customer.registered", person.registration());
    }

    /** Looks around first; the registration says who that was. */
    static void afterABrowse(Journey journey, Person person, Taste taste) {
        Visitor customer = Visitor.customer(person, taste, "web", journey.id("S"));
        String anonymous = journey.id("A");
        new Shopping(journey, customer.withoutLogin(anonymous))
                .browse(journey.dice().between(1, 3));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("anonymous_id", anonymous);
        data.putAll(person.registration());
        journey.after(30, 180).tell(person, "customer.registered", data);
    }

    /** A customer looks around unknown, then logs in. */
    static void fromAnotherDevice(Journey journey, Person person, Taste taste) {
        Visitor customer = Visitor.customer(person, taste, "web", journey.id("S"));
        String anonymous = journey.id("A");
        new Shopping(journey, customer.withoutLogin(anonymous))
                .browse(journey.dice().between(1, 3));
        journey.after(10, 60).tell(person, "customer.identified", fields("anonymous_id", anonymous));
    }

    /** Moves, or thinks again about being written to. */
    static void change(Journey journey, Person person) {
        Dice dice = journey.dice();
        if (dice.chance(0.5)) {
            Map<String, Object> address = new LinkedHashMap<>(person.address());
            address.put("city", dice.any(person.market().details().words("cities")));
            address.put(
                    "postal_code",
                    dice.digits(dice.any(person.market().details().words("postal"))));
            journey.tell(person, "customer.updated", fields("address", address));
        } else {
            journey.tell(
                    person,
                    "customer.consent_changed",
                    fields(
                            "purpose",
                            dice.chance(0.7) ? "marketing_email" : "marketing_sms",
                            "granted",
                            dice.chance(0.4),
                            "text_version",
                            "2025-03"));
        }
    }
}
