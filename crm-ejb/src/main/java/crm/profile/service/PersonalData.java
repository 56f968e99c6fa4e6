package crm.profile.service;

import crm.ingest.entity.Identity;
import crm.privacy.entity.PersonalField;
import crm.profile.entity.CustomerSummary;
import crm.profile.entity.ProfileView;
import crm.profile.entity.TimelineEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows customers to those who may not know who they are: {@code A***} for a name, {@code a***@e***} for an e-mail
 * address, {@code ***} for phone, birthday, street, free text and whatever else is a {@link PersonalField}.
 */
public final class PersonalData {

    private PersonalData() {}

    public static CustomerSummary masked(CustomerSummary customer) {
        return new CustomerSummary(
                customer.profileId(),
                customer.customerId(),
                customer.name().map(PersonalField.NAME::mask),
                customer.email().map(PersonalField.EMAIL::mask),
                customer.phone().map(PersonalField.OTHER::mask),
                customer.country(),
                customer.orders(),
                customer.totalSpend(),
                customer.firstSeenAt(),
                customer.lastSeenAt(),
                masked(customer.identities()));
    }

    public static ProfileView masked(ProfileView profile) {
        return new ProfileView(
                profile.profileId(),
                profile.profileVersion(),
                masked(profile.identities()),
                masked(profile.attributes()),
                masked(profile.traits()),
                profile.segments(),
                profile.consents());
    }

    public static TimelineEntry masked(TimelineEntry entry) {
        return new TimelineEntry(entry.id(), entry.source(), entry.type(), entry.time(), masked(entry.data()));
    }

    /** Of any JSON object. */
    public static Map<String, Object> masked(Map<String, Object> fields) {
        return object(fields, "");
    }

    private static List<Identity> masked(List<Identity> identities) {
        return identities.stream().map(PersonalData::masked).toList();
    }

    private static Identity masked(Identity identity) {
        return new Identity(identity.namespace(), String.valueOf(inNamespace(identity.namespace(), identity.value())));
    }

    private static Map<String, Object> object(Map<?, ?> fields, String parent) {
        Map<String, Object> masked = new LinkedHashMap<>();
        fields.forEach((key, value) -> {
            String name = String.valueOf(key);
            masked.put(
                    name,
                    PersonalField.of(name, parent, fields)
                            .map(field -> all(value, field))
                            .orElseGet(() -> inside(value, name)));
        });
        if (fields.get("namespace") instanceof String namespace && masked.containsKey("value")) {
            masked.computeIfPresent("value", (key, value) -> inNamespace(namespace, value));
        }
        return masked;
    }

    private static Object inside(Object value, String name) {
        if (value instanceof Map<?, ?> object) {
            return object(object, name);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(item -> inside(item, name)).toList();
        }
        return value;
    }

    // Everything below a personal field is personal.
    private static Object all(Object value, PersonalField field) {
        if (value instanceof Map<?, ?> object) {
            Map<String, Object> masked = new LinkedHashMap<>();
            object.forEach((key, inner) -> masked.put(String.valueOf(key), all(inner, field)));
            return masked;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(item -> all(item, field)).toList();
        }
        return value == null ? null : field.mask(String.valueOf(value));
    }

    private static Object inNamespace(String namespace, Object value) {
        return PersonalField.ofNamespace(namespace)
                .map(field -> all(value, field))
                .orElse(value);
    }
}
