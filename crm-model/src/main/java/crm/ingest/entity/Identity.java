package crm.ingest.entity;

import static java.util.Objects.requireNonNull;

import crm.platform.entity.Sha256;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * One name of a person, such as {@code customer_id:17850}; the value is normalised for its namespace.
 *
 * <p>{@code customer_id} names a customer for ever. {@code anonymous_id} and {@code loyalty_id} belong to whom the
 * latest identification says ({@link #linkable()}). All other namespaces are evidence that several people may share.
 */
public record Identity(String namespace, String value) implements Comparable<Identity> {

    public static final String CUSTOMER_ID = "customer_id";
    public static final String ANONYMOUS_ID = "anonymous_id";
    public static final String LOYALTY_ID = "loyalty_id";
    public static final String EMAIL = "email";
    public static final String PHONE = "phone";

    public Identity {
        requireNonNull(namespace, "namespace");
        requireNonNull(value, "value");
    }

    public static Identity customer(String id) {
        return new Identity(CUSTOMER_ID, id);
    }

    public static Identity anonymous(String id) {
        return new Identity(ANONYMOUS_ID, id);
    }

    public boolean isCustomer() {
        return namespace.equals(CUSTOMER_ID);
    }

    /** Whether events under this identity move to the customer whom an identification names. */
    public boolean linkable() {
        return namespace.equals(ANONYMOUS_ID) || namespace.equals(LOYALTY_ID);
    }

    /**
     * The id that this identity gives to a profile made for it, and to the key that seals what is said under it: whoever
     * meets a person first gives the same one (a version 8 UUID of RFC 9562 over SHA-256).
     */
    public UUID id() {
        ByteBuffer hash = ByteBuffer.wrap(Sha256.of(toString()));
        long high = (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x8000L;
        long low = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    @Override
    public int compareTo(Identity other) {
        int order = namespace.compareTo(other.namespace);
        return order != 0 ? order : value.compareTo(other.value);
    }

    /** {@code namespace:value}, as CloudEvents' {@code subject} and the HTTP paths write it. */
    @Override
    public String toString() {
        return namespace + ':' + value;
    }
}
