package crm.privacy.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.platform.entity.Sha256;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * An entry in its place in the chain. Its hash is
 *
 * <pre>SHA-256( previous (32 bytes) || canonical form )</pre>
 *
 * where the hash before the first entry is 32 zero bytes, and the canonical form is these fields in this order, each as
 * a <em>netstring</em> of its UTF-8 bytes, {@code <number of bytes in decimal>:<bytes>,}:
 *
 * <ol>
 *   <li>{@code seq} in decimal, 1 for the first
 *   <li>{@code at} in UTC with six digits of a second: {@code 2026-01-31T12:00:00.000000Z}
 *   <li>{@code actor}
 *   <li>{@code action}
 *   <li>{@code object}
 *   <li>{@code details}, the characters of the column as they stand
 *   <li>{@code personal}, the same
 * </ol>
 *
 * A length before each field makes the form unambiguous, whatever stands in the fields. docs/operating.md has the same in
 * SQL.
 *
 * @param previous hash of the entry before, in hexadecimal
 * @param hash in hexadecimal
 */
public record Link(long seq, Deed deed, String previous, String hash) {

    /** The hash before the first entry. */
    public static final String NONE = "0".repeat(64);

    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** The entry that comes after this head. */
    public static Link after(Head head, Deed deed) {
        long seq = head.seq() + 1;
        return new Link(seq, deed, head.hash(), hash(head.hash(), seq, deed));
    }

    /** The end of the chain once this entry is written. */
    public Head head() {
        return new Head(seq, hash);
    }

    /** Whether the hash is that of what stands here. */
    boolean intact() {
        return hash.equals(hash(previous, seq, deed));
    }

    private static String hash(String previous, long seq, Deed deed) {
        MessageDigest digest = Sha256.digest();
        digest.update(HexFormat.of().parseHex(previous));
        for (String field : fields(seq, deed)) {
            byte[] bytes = field.getBytes(UTF_8);
            digest.update((bytes.length + ":").getBytes(UTF_8));
            digest.update(bytes);
            digest.update((byte) ',');
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static List<String> fields(long seq, Deed deed) {
        return List.of(
                String.valueOf(seq),
                canonical(deed.at()),
                deed.actor(),
                deed.action(),
                deed.object(),
                deed.details(),
                deed.personal());
    }

    static String canonical(Instant at) {
        return MICROSECONDS.format(at);
    }
}
