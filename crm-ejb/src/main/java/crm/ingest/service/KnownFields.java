package crm.ingest.service;

import static java.util.Map.entry;

import crm.ingest.entity.Payload;
import crm.ingest.entity.Payload.Consulted;
import crm.ingest.entity.Payload.Occurrence;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The fields of {@code data} that the contract names, each with its kind, in one place: those that must be there in
 * events whose effect is to have happened, and those that may, whose departures are noted.
 */
final class KnownFields {

    private record Field(String name, Kind<?> kind, boolean required) {}

    private static final Field CONVERSATION = required("conversation_id", Kind.NAME);
    private static final Field TRANSACTION = required("transaction_id", Kind.NAME);

    private static final KnownFields PRODUCT = new KnownFields(
            required("product_id", Kind.NAME),
            optional("name", Kind.STRING),
            optional("category", Kind.STRING),
            optional("price", Kind.MONEY),
            optional("currency", Kind.CURRENCY),
            optional("quantity", Kind.QUANTITY),
            optional("session_id", Kind.STRING));

    private static final KnownFields MESSAGE =
            new KnownFields(CONVERSATION, required("message_id", Kind.NAME), required("text", Kind.TEXT));

    private static final KnownFields PAYMENT = new KnownFields(
            TRANSACTION,
            required("amount", Kind.MONEY),
            required("currency", Kind.CURRENCY),
            optional("order_id", Kind.STRING),
            optional("payment_method", Kind.STRING),
            optional("card_fingerprint", Kind.STRING),
            optional("merchant_id", Kind.STRING),
            optional("terminal_id", Kind.STRING),
            optional("device_id", Kind.STRING),
            optional("ip", Kind.STRING),
            optional("country", Kind.STRING),
            optional("latitude", Kind.NUMBER),
            optional("longitude", Kind.NUMBER));

    /** Of orders, what {@link OrderPayloads} does not need itself. */
    static final KnownFields ORDER = new KnownFields(
            optional("revenue", Kind.MONEY),
            optional("subtotal", Kind.MONEY),
            optional("shipping", Kind.MONEY),
            optional("tax", Kind.MONEY),
            optional("discount", Kind.MONEY),
            optional("coupon", Kind.STRING));

    private static final Map<String, KnownFields> BY_TYPE = Map.ofEntries(
            entry("product.viewed", PRODUCT),
            entry("product.added", PRODUCT),
            entry("product.removed", PRODUCT),
            entry("product.reviewed", PRODUCT),
            entry("products.searched", new KnownFields(required("query", Kind.TEXT))),
            entry(
                    "page.viewed",
                    new KnownFields(
                            required("url", Kind.TEXT),
                            optional("path", Kind.STRING),
                            optional("referrer", Kind.STRING),
                            optional("title", Kind.STRING),
                            optional("campaign", Kind.OBJECT))),
            entry(
                    "consultation.started",
                    new KnownFields(
                            CONVERSATION,
                            optional("channel", Kind.STRING),
                            optional("subject", Kind.STRING),
                            optional("text", Kind.STRING),
                            optional("language", Kind.STRING),
                            optional("order_id", Kind.STRING))),
            entry("consultation.message_received", MESSAGE),
            entry("consultation.message_sent", MESSAGE),
            entry("consultation.ended", new KnownFields(CONVERSATION)),
            entry("consultation.rated", new KnownFields(CONVERSATION, required("rating", Kind.RATING))),
            entry("payment.attempted", PAYMENT),
            entry("payment.captured", PAYMENT),
            entry("payment.declined", PAYMENT),
            entry("payment.refunded", PAYMENT),
            entry("chargeback.received", new KnownFields(TRANSACTION, optional("reason", Kind.STRING))));

    /** Facts about customers, by JSON Pointer; e-mail addresses and phone numbers are looked at where they are read. */
    private static final Map<String, Kind<?>> FACTS = Map.ofEntries(
            entry("/first_name", Kind.STRING),
            entry("/last_name", Kind.STRING),
            entry("/name", Kind.STRING),
            entry("/birthday", Kind.DATE),
            entry("/gender", Kind.STRING),
            entry("/language", Kind.STRING),
            entry("/address", Kind.OBJECT),
            entry("/address/street", Kind.STRING),
            entry("/address/city", Kind.STRING),
            entry("/address/state", Kind.STRING),
            entry("/address/postal_code", Kind.STRING),
            entry("/address/country", Kind.STRING),
            entry("/company", Kind.OBJECT),
            entry("/company/id", Kind.STRING),
            entry("/company/name", Kind.STRING),
            entry("/traits", Kind.OBJECT));

    private final Field[] fields;

    private KnownFields(Field... fields) {
        this.fields = fields;
    }

    private static Field required(String name, Kind<?> kind) {
        return new Field(name, kind, true);
    }

    private static Field optional(String name, Kind<?> kind) {
        return new Field(name, kind, false);
    }

    static boolean has(String type) {
        return BY_TYPE.containsKey(type);
    }

    static Payload check(String type, Cursor cursor) throws IOException {
        return BY_TYPE.get(type).check(cursor);
    }

    private Payload check(Cursor cursor) throws IOException {
        boolean[] present = new boolean[fields.length];
        Payload payload = Occurrence.INSTANCE;
        while (cursor.nextField()) {
            int index = index(cursor.field());
            if (index < 0) {
                cursor.skip();
            } else if (fields[index].required()) {
                Optional<?> value = cursor.strictly(fields[index].kind());
                present[index] = value.isPresent();
                if (present[index] && fields[index].equals(CONVERSATION)) {
                    payload = new Consulted((String) value.get());
                }
            } else {
                cursor.leniently(fields[index].kind());
            }
        }
        for (int i = 0; i < present.length; i++) {
            if (fields[i].required() && !present[i]) {
                throw cursor.missing(fields[i].name());
            }
        }
        return payload;
    }

    /** Notes the value at which the cursor stands if it is one of these and not as it must be, and skips it. */
    void note(Cursor cursor) throws IOException {
        int index = index(cursor.field());
        if (index < 0) {
            cursor.skip();
        } else {
            cursor.leniently(fields[index].kind());
        }
    }

    /** Notes a fact about a customer that is not as it must be. Does not move the cursor. */
    static void noteFact(String pointer, Cursor cursor) throws IOException {
        Kind<?> kind = FACTS.get(pointer);
        if (kind != null && !cursor.isNull() && cursor.value(kind).isEmpty()) {
            cursor.note(kind.expectation());
        }
    }

    private int index(String name) {
        for (int i = 0; i < fields.length; i++) {
            if (fields[i].name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Fields of a type that are numbers in JSON, by name: what a table of texts has to turn into one. */
    static List<String> numbers(String type) {
        return kinds(type, List.of(Kind.QUANTITY, Kind.RATING, Kind.NUMBER));
    }

    private static List<String> kinds(String type, List<Kind<?>> kinds) {
        KnownFields known = BY_TYPE.get(type);
        return known == null
                ? List.of()
                : Stream.of(known.fields)
                        .filter(field -> kinds.contains(field.kind()))
                        .map(Field::name)
                        .toList();
    }
}
