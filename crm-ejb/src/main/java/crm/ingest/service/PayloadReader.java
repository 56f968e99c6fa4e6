package crm.ingest.service;

import crm.ingest.entity.Identity;
import crm.ingest.entity.Payload;
import crm.ingest.entity.Payload.ConsentChanged;
import crm.ingest.entity.Payload.Occurrence;
import crm.ingest.entity.Violation;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Reads what an event's type says from its {@code data}: when the event comes in, and again whenever state is rebuilt
 * from stored events. Thread-safe.
 *
 * <p>Required fields that are missing, {@code null} or mistyped are refused. Optional ones that are mistyped are left
 * out of the payload, noted, and stay in the data.
 */
public final class PayloadReader {

    private final CustomerPayloads customers;

    public PayloadReader(Identities identities) {
        this.customers = new CustomerPayloads(identities);
    }

    /**
     * What an event of this type and with these data says.
     *
     * @param data JSON object, as {@link crm.ingest.entity.Event#data()}
     * @throws Rejected if a required field is missing or mistyped; its pointer starts with {@code /data}
     */
    public Payload read(String type, String data) {
        return read(type, data, "/data").payload();
    }

    /** A payload, and what of the data it leaves out because it is not as it must be. */
    record Reading(Payload payload, List<Violation> violations) {

        private static final Reading NOTHING = new Reading(Occurrence.INSTANCE, List.of());
    }

    Reading read(String type, String data, String pointer) {
        if (!isTyped(type) && !KnownFields.has(type)) {
            return Reading.NOTHING;
        }
        try (Cursor cursor = new Cursor(data, pointer)) {
            return new Reading(read(type, cursor), cursor.violations());
        } catch (IOException e) {
            throw Rejected.notJson("is not JSON");
        }
    }

    /** Whom {@code customer.identified} names in its {@code identities}; empty if nobody or more than one. */
    Optional<Identity> identifiedCustomer(String data, String pointer) {
        try (Cursor cursor = new Cursor(data, pointer)) {
            return customers.onlyCustomer(cursor);
        } catch (IOException e) {
            throw Rejected.notJson("is not JSON");
        }
    }

    private static boolean isTyped(String type) {
        return switch (type) {
            case "customer.registered",
                    "customer.updated",
                    "customer.identified",
                    "customer.consent_changed",
                    "order.completed",
                    "order.refunded",
                    "order.cancelled" -> true;
            default -> false;
        };
    }

    private Payload read(String type, Cursor cursor) throws IOException {
        return switch (type) {
            case "customer.registered" -> customers.changed(cursor, true);
            case "customer.updated" -> customers.changed(cursor, false);
            case "customer.identified" -> customers.identified(cursor);
            case "customer.consent_changed" -> consent(cursor);
            case "order.completed" -> OrderPayloads.completed(cursor);
            case "order.refunded" -> OrderPayloads.refunded(cursor, false);
            case "order.cancelled" -> OrderPayloads.refunded(cursor, true);
            default -> KnownFields.check(type, cursor);
        };
    }

    private static ConsentChanged consent(Cursor cursor) throws IOException {
        Optional<String> purpose = Optional.empty();
        Optional<Boolean> granted = Optional.empty();
        while (cursor.nextField()) {
            switch (cursor.field()) {
                case "purpose" -> purpose = cursor.strictly(Kind.NAME);
                case "granted" -> granted = cursor.strictly(Kind.FLAG);
                case "text_version" -> cursor.leniently(Kind.STRING);
                default -> cursor.skip();
            }
        }
        return new ConsentChanged(
                purpose.orElseThrow(() -> cursor.missing("purpose")),
                granted.orElseThrow(() -> cursor.missing("granted")));
    }
}
