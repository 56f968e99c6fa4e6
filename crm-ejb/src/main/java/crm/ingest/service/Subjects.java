package crm.ingest.service;

import crm.ingest.entity.Identity;
import crm.ingest.entity.Payload;
import crm.ingest.entity.Payload.CustomerChanged;
import crm.ingest.entity.Payload.CustomerIdentified;
import crm.ingest.entity.Rejection.Code;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whose event it is. A customer goes before any other name, a CloudEvent's subject before an anonymous id. */
final class Subjects {

    private static final String WELL_FORMED = "a well-formed name of a person";

    private final Identities identities;
    private final PayloadReader payloads;

    Subjects(Identities identities, PayloadReader payloads) {
        this.identities = identities;
        this.payloads = payloads;
    }

    Identity of(Envelope envelope) {
        Optional<Identity> customer = envelope.customer().flatMap(id -> identities.of(Identity.CUSTOMER_ID, id));
        Optional<Identity> named = envelope.subject().flatMap(identities::parse);
        if (customer.isPresent()) {
            if (named.filter(n -> n.isCustomer() && !n.equals(customer.get())).isPresent()) {
                throw new Rejected(
                        Code.CUSTOMER_CONFLICT,
                        envelope.dataPointer() + "/customer_id",
                        "is another customer than the subject");
            }
            return customer.get();
        }
        return named.filter(Identity::isCustomer)
                .or(() -> identifiedCustomer(envelope))
                .or(() -> other(envelope, named))
                .orElseThrow(
                        () -> new Rejected(Code.NO_CUSTOMER, "", "names neither a customer nor an anonymous visitor"));
    }

    /** A registration or identification of a customer whose subject is a visitor is about that visitor, too. */
    Payload linked(Envelope envelope, Payload payload) {
        Optional<Identity> visitor =
                envelope.subject().flatMap(identities::parse).filter(Identity::linkable);
        if (visitor.isPresent() && payload instanceof CustomerIdentified identified) {
            return new CustomerIdentified(identified.identities(), with(identified.links(), visitor.get()));
        }
        if (visitor.isPresent()
                && payload instanceof CustomerChanged change
                && envelope.type().equals("customer.registered")) {
            return new CustomerChanged(
                    change.attributes(), change.identities(), with(change.links(), visitor.get()), change.consents());
        }
        return payload;
    }

    private static List<Identity> with(List<Identity> links, Identity visitor) {
        return Stream.concat(links.stream(), Stream.of(visitor)).distinct().toList();
    }

    private Optional<Identity> identifiedCustomer(Envelope envelope) {
        return envelope.type().equals("customer.identified")
                ? payloads.identifiedCustomer(envelope.data(), envelope.dataPointer())
                : Optional.empty();
    }

    private Optional<Identity> other(Envelope envelope, Optional<Identity> named) {
        if (envelope.subject().isPresent()) {
            return Optional.of(named.orElseThrow(() -> Rejected.wrong("/subject", WELL_FORMED)));
        }
        return envelope.anonymous()
                .map(id -> identities
                        .of(Identity.ANONYMOUS_ID, id)
                        .orElseThrow(() -> Rejected.wrong(envelope.dataPointer() + "/anonymous_id", WELL_FORMED)));
    }
}
