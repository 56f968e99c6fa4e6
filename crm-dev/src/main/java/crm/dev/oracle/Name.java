package crm.dev.oracle;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** One name that somebody goes by, in the spelling by which it is kept. */
public record Name(String namespace, String value) implements Comparable<Name> {

    static final String CUSTOMER_ID = "customer_id";
    static final String ANONYMOUS_ID = "anonymous_id";
    static final String LOYALTY_ID = "loyalty_id";

    public static Name customer(String id) {
        return new Name(CUSTOMER_ID, id);
    }

    static Name anonymous(String id) {
        return new Name(ANONYMOUS_ID, id);
    }

    boolean isAnonymous() {
        return namespace.equals(ANONYMOUS_ID);
    }

    public boolean isCustomer() {
        return namespace.equals(CUSTOMER_ID);
    }

    /** The id of the profile that is made for it: version 8 of RFC 9562 over SHA-256 of how it is written. */
    public UUID profile() {
        try {
            ByteBuffer hash = ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(toString().getBytes(StandardCharsets.UTF_8)));
            return new UUID(
                    (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x8000L,
                    (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int compareTo(Name other) {
        int order = namespace.compareTo(other.namespace);
        return order != 0 ? order : value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return namespace + ':' + value;
    }
}
