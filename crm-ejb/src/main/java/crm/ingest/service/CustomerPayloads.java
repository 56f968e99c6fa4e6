package crm.ingest.service;

import crm.ingest.entity.Identity;
import crm.ingest.entity.Payload.CustomerChanged;
import crm.ingest.entity.Payload.CustomerIdentified;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code data} of {@code customer.registered}, {@code customer.updated} and {@code customer.identified}. */
final class CustomerPayloads {

    private final Identities identities;

    CustomerPayloads(Identities identities) {
        this.identities = identities;
    }

    /** @param registered whether it is a registration, which ties visitors to its customer; an update does not */
    CustomerChanged changed(Cursor cursor, boolean registered) throws IOException {
        Map<String, String> attributes = new LinkedHashMap<>();
        Map<String, Optional<Boolean>> consents = new LinkedHashMap<>();
        Set<Identity> named = new LinkedHashSet<>();
        Set<Identity> contacts = new LinkedHashSet<>();
        Set<Identity> links = new LinkedHashSet<>();
        while (cursor.nextField()) {
            String field = cursor.field();
            switch (field) {
                case "customer_id" -> cursor.skip();
                case "anonymous_id" -> anonymous(cursor).filter(a -> registered).ifPresent(links::add);
                case "identities" -> named.addAll(identities(cursor));
                case "consents" -> consents.putAll(consents(cursor));
                default -> {
                    contact(cursor, field).ifPresent(contacts::add);
                    flatten(cursor, '/' + escaped(field), attributes);
                }
            }
        }
        if (!registered) {
            named.removeIf(identity -> identity.namespace().equals(Identity.ANONYMOUS_ID));
        }
        named.stream().filter(Identity::linkable).forEach(links::add);
        named.addAll(contacts);
        return new CustomerChanged(
                Collections.unmodifiableMap(attributes),
                List.copyOf(named),
                List.copyOf(links),
                Collections.unmodifiableMap(consents));
    }

    CustomerIdentified identified(Cursor cursor) throws IOException {
        Optional<Identity> anonymous = Optional.empty();
        Optional<NamedIdentities> named = Optional.empty();
        while (cursor.nextField()) {
            switch (cursor.field()) {
                case "anonymous_id" -> anonymous = anonymous(cursor);
                case "identities" ->
                    named = cursor.isNull() ? Optional.empty() : Optional.of(NamedIdentities.read(cursor, identities));
                default -> cursor.skip();
            }
        }
        if (anonymous.isPresent()) {
            named.flatMap(NamedIdentities::fault)
                    .ifPresent(fault -> cursor.note(fault.rejection().pointer(), NamedIdentities.EXPECTATION));
        } else {
            requireWellFormed(named.orElseThrow(() -> cursor.missing("anonymous_id")));
        }
        List<Identity> others = named.map(NamedIdentities::withoutCustomers).orElse(List.of());
        Set<Identity> links = new LinkedHashSet<>();
        anonymous.ifPresent(links::add);
        others.stream().filter(Identity::linkable).forEach(links::add);
        return new CustomerIdentified(others, List.copyOf(links));
    }

    Optional<Identity> onlyCustomer(Cursor cursor) throws IOException {
        Optional<Identity> customer = Optional.empty();
        while (cursor.nextField()) {
            if (cursor.field().equals("identities")) {
                customer = NamedIdentities.read(cursor, identities).onlyCustomer();
            } else {
                cursor.skip();
            }
        }
        return customer;
    }

    private static void requireWellFormed(NamedIdentities named) {
        if (named.fault().isPresent()) {
            throw named.fault().get();
        }
    }

    private Optional<Identity> anonymous(Cursor cursor) throws IOException {
        return cursor.leniently(Kind.NAME).flatMap(value -> identities.of(Identity.ANONYMOUS_ID, value));
    }

    /** The identity that an e-mail address or a phone number is besides being an attribute. */
    private Optional<Identity> contact(Cursor cursor, String field) throws IOException {
        if (!field.equals(Identity.EMAIL) && !field.equals(Identity.PHONE)) {
            return Optional.empty();
        }
        Optional<Identity> contact = cursor.value(Kind.TEXT).flatMap(value -> identities.of(field, value));
        if (contact.isEmpty() && !cursor.isNull() && identities.knows(field)) {
            cursor.note(field.equals(Identity.EMAIL) ? "an e-mail address" : "a phone number");
        }
        return contact;
    }

    private List<Identity> identities(Cursor cursor) throws IOException {
        if (cursor.isNull()) {
            return List.of();
        }
        NamedIdentities named = NamedIdentities.read(cursor, identities);
        named.fault().ifPresent(fault -> cursor.note(fault.rejection().pointer(), NamedIdentities.EXPECTATION));
        return named.withoutCustomers();
    }

    private static Map<String, Optional<Boolean>> consents(Cursor cursor) throws IOException {
        if (!cursor.isObject()) {
            cursor.leniently(Kind.OBJECT);
            return Map.of();
        }
        Map<String, Optional<Boolean>> consents = new LinkedHashMap<>();
        while (cursor.nextField()) {
            String purpose = cursor.field();
            boolean cleared = cursor.isNull();
            Optional<Boolean> granted = cursor.value(Kind.FLAG);
            if (granted.isEmpty() && !cursor.isNull()) {
                cursor.note(cursor.root() + "/consents", "true or false for each purpose");
            }
            cursor.skip();
            if ((cleared || granted.isPresent()) && !purpose.isEmpty() && purpose.length() <= Attributes.NAME) {
                consents.put(purpose, granted);
            }
        }
        return consents;
    }

    private static void flatten(Cursor cursor, String pointer, Map<String, String> into) throws IOException {
        KnownFields.noteFact(pointer, cursor);
        if (!cursor.isObject()) {
            into.put(pointer, cursor.raw());
            return;
        }
        while (cursor.nextField()) {
            flatten(cursor, pointer + '/' + escaped(cursor.field()), into);
        }
    }

    /** As RFC 6901 writes names in pointers. */
    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
