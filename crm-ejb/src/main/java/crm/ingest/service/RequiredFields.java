package crm.ingest.service;

import static java.util.Map.entry;

import crm.ingest.entity.Payload;
import crm.ingest.entity.Payload.Consulted;
import crm.ingest.entity.Payload.Occurrence;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What must be there in events whose effect is to have happened. */
final class RequiredFields {

    private record Field(String name, Kind<?> kind) {}

    private static final List<Field> PRODUCT = List.of(new Field("product_id", Kind.NAME));
    private static final Field CONVERSATION = new Field("conversation_id", Kind.NAME);
    private static final List<Field> MESSAGE =
            List.of(CONVERSATION, new Field("message_id", Kind.NAME), new Field("text", Kind.TEXT));
    private static final Field TRANSACTION = new Field("transaction_id", Kind.NAME);
    private static final List<Field> PAYMENT =
            List.of(TRANSACTION, new Field("amount", Kind.MONEY), new Field("currency", Kind.CURRENCY));

    private static final Map<String, List<Field>> BY_TYPE = Map.ofEntries(
            entry("product.viewed", PRODUCT),
            entry("product.added", PRODUCT),
            entry("product.removed", PRODUCT),
            entry("product.reviewed", PRODUCT),
            entry("products.searched", List.of(new Field("query", Kind.TEXT))),
            entry("page.viewed", List.of(new Field("url", Kind.TEXT))),
            entry("consultation.started", List.of(CONVERSATION)),
            entry("consultation.message_received", MESSAGE),
            entry("consultation.message_sent", MESSAGE),
            entry("consultation.ended", List.of(CONVERSATION)),
            entry("consultation.rated", List.of(CONVERSATION, new Field("rating", Kind.RATING))),
            entry("payment.attempted", PAYMENT),
            entry("payment.captured", PAYMENT),
            entry("payment.declined", PAYMENT),
            entry("payment.refunded", PAYMENT),
            entry("chargeback.received", List.of(TRANSACTION)));

    private RequiredFields() {}

    static boolean has(String type) {
        return BY_TYPE.containsKey(type);
    }

    static Payload check(String type, Cursor cursor) throws IOException {
        List<Field> required = BY_TYPE.get(type);
        boolean[] present = new boolean[required.size()];
        Payload payload = Occurrence.INSTANCE;
        while (cursor.nextField()) {
            int index = index(required, cursor.field());
            if (index < 0) {
                cursor.skip();
            } else {
                Optional<?> value = cursor.strictly(required.get(index).kind());
                present[index] = value.isPresent();
                if (present[index] && required.get(index).equals(CONVERSATION)) {
                    payload = new Consulted((String) value.get());
                }
            }
        }
        for (int i = 0; i < present.length; i++) {
            if (!present[i]) {
                throw cursor.missing(required.get(i).name());
            }
        }
        return payload;
    }

    private static int index(List<Field> fields, String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
