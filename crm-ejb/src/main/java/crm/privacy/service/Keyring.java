package crm.privacy.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The keys of some people, for one batch or page: seals their values and opens them. From {@link Seals}; thread-safe, not
 * to be kept longer than the work at hand.
 *
 * <p>What is sealed is bound to the person and to a purpose, such as the field it stands in: put elsewhere it does not
 * open. A value reads as empty if its key is gone (the person was erased), if it was sealed for somebody or something
 * else, or if it was changed; nothing of it breaks a page, and what cannot be explained by an erasure is logged.
 */
public final class Keyring {

    private static final Logger LOG = System.getLogger(Keyring.class.getName());
    private static final String VERSION = "v1.";
    private static final byte VERSION_BYTE = 1;
    private static final int MARK = 4;

    private final Map<UUID, Cipher> ciphers;
    private final AtomicBoolean told = new AtomicBoolean();

    Keyring(Map<UUID, Cipher> ciphers) {
        this.ciphers = ciphers;
    }

    /** Whether a stored text looks like a sealed one; others were stored before there were seals. */
    public static boolean isSealed(String text) {
        return text.startsWith(VERSION);
    }

    /** Whether stored bytes look like sealed ones. JSON and text do not begin so. */
    public static boolean isSealed(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == VERSION_BYTE;
    }

    /** {@code v1.} and a URL-safe text without quotes, different each time. */
    public String seal(UUID person, String purpose, String text) {
        return VERSION
                + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed(person, purpose, text.getBytes(UTF_8)));
    }

    public byte[] seal(UUID person, String purpose, byte[] bytes) {
        byte[] sealed = sealed(person, purpose, bytes);
        return ByteBuffer.allocate(1 + sealed.length)
                .put(VERSION_BYTE)
                .put(sealed)
                .array();
    }

    /** What {@link #seal(UUID, String, String)} sealed; empty if it cannot be known any more. */
    public Optional<String> open(UUID person, String purpose, String sealed) {
        if (!isSealed(sealed)) {
            return broken(person, purpose);
        }
        try {
            return opened(person, purpose, Base64.getUrlDecoder().decode(sealed.substring(VERSION.length())))
                    .map(text -> new String(text, UTF_8));
        } catch (IllegalArgumentException e) {
            return broken(person, purpose);
        }
    }

    /** What {@link #seal(UUID, String, byte[])} sealed; empty if it cannot be known any more. */
    public Optional<byte[]> open(UUID person, String purpose, byte[] sealed) {
        return isSealed(sealed)
                ? opened(person, purpose, Arrays.copyOfRange(sealed, 1, sealed.length))
                : broken(person, purpose);
    }

    private byte[] sealed(UUID person, String purpose, byte[] content) {
        Cipher cipher = ciphers.get(person);
        if (cipher == null) {
            throw new IllegalStateException("the key of " + person + " was not asked for");
        }
        byte[] sealed = cipher.seal(content, bound(person, purpose));
        return ByteBuffer.allocate(MARK + sealed.length)
                .put(cipher.mark(MARK))
                .put(sealed)
                .array();
    }

    private Optional<byte[]> opened(UUID person, String purpose, byte[] sealed) {
        Cipher cipher = ciphers.get(person);
        if (cipher == null || sealed.length < MARK || !cipher.hasMark(Arrays.copyOf(sealed, MARK))) {
            return Optional.empty(); // also where somebody erased has come back and has another key
        }
        return cipher.open(Arrays.copyOfRange(sealed, MARK, sealed.length), bound(person, purpose))
                .or(() -> broken(person, purpose));
    }

    private <T> Optional<T> broken(UUID person, String purpose) {
        if (!told.getAndSet(true)) { // the first of a batch or page is enough to be looked into
            LOG.log(Level.WARNING, "seal=broken key=" + person + " purpose=" + purpose);
        }
        return Optional.empty();
    }

    private static byte[] bound(UUID person, String purpose) {
        byte[] name = purpose.getBytes(UTF_8);
        return ByteBuffer.allocate(2 * Long.BYTES + name.length)
                .putLong(person.getMostSignificantBits())
                .putLong(person.getLeastSignificantBits())
                .put(name)
                .array();
    }
}
