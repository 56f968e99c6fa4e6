package crm.ingest.service;

import crm.ingest.entity.Identity;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code identities} of a payload, normalised and each once. Namespaces that are unknown here and values that are
 * ill-formed make no identity; they stay in the data.
 *
 * @param all in the order in which they were sent
 * @param fault why it is no list of namespaces and values; empty if it is one
 */
record NamedIdentities(List<Identity> all, Optional<Rejected> fault) {

    static final String EXPECTATION = "a list of objects with a namespace and a value, both strings";

    /** A cursor at the value of {@code identities}. */
    static NamedIdentities read(Cursor cursor, Identities identities) throws IOException {
        if (!cursor.isArray()) {
            cursor.skip();
            return new NamedIdentities(List.of(), Optional.of(cursor.wrong("a list of identities")));
        }
        Set<Identity> all = new LinkedHashSet<>();
        Optional<Rejected> fault = Optional.empty();
        boolean empty = true;
        while (cursor.nextElement()) {
            if (!read(cursor, identities, all) && fault.isEmpty()) {
                fault = Optional.of(cursor.wrong("an object with a namespace and a value, both strings"));
            }
            empty = false;
        }
        return new NamedIdentities(
                List.copyOf(all), empty ? Optional.of(cursor.wrong("a list of at least one identity")) : fault);
    }

    /** Whether the element is an identity by its form. */
    private static boolean read(Cursor cursor, Identities identities, Set<Identity> into) throws IOException {
        if (!cursor.isObject()) {
            cursor.skip();
            return false;
        }
        Optional<String> namespace = Optional.empty();
        Optional<String> value = Optional.empty();
        while (cursor.nextField()) {
            switch (cursor.field()) {
                case "namespace" -> namespace = cursor.leniently(Kind.NAME);
                case "value" -> value = cursor.leniently(Kind.TEXT);
                default -> cursor.skip();
            }
        }
        if (namespace.isEmpty() || value.isEmpty()) {
            return false;
        }
        Optional<Identity> identity = identities.of(namespace.get(), value.get());
        identity.ifPresent(into::add);
        if (identity.isEmpty() && identities.knows(namespace.get())) {
            cursor.note("a well-formed name of a person");
        }
        return true;
    }

    /** Customers never merge by an event, so an event names its own as its subject and no other. */
    List<Identity> withoutCustomers() {
        return all.stream().filter(identity -> !identity.isCustomer()).toList();
    }

    /** Empty if there are several. */
    Optional<Identity> onlyCustomer() {
        List<Identity> customers = all.stream().filter(Identity::isCustomer).toList();
        return customers.size() == 1 ? Optional.of(customers.get(0)) : Optional.empty();
    }
}
