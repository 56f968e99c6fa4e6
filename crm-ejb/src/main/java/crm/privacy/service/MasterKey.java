package crm.privacy.service;

import static java.nio.charset.StandardCharsets.US_ASCII;

import crm.privacy.entity.MasterKeyMissing;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The key that wraps all others: one line of {@value Cipher#LENGTH} bytes in Base64 per generation of it. The first wraps,
 * all unwrap, so that it can be replaced. Thread-safe.
 */
public final class MasterKey {

    private static final int FINGERPRINT = 8;

    private final Map<String, Cipher> generations;
    private final String wrapping;

    private MasterKey(Map<String, Cipher> generations, String wrapping) {
        this.generations = generations;
        this.wrapping = wrapping;
    }

    /**
     * Reads what {@link #generate} and {@code openssl rand -base64 32} write.
     *
     * @throws IllegalArgumentException if a line is no key; the message names the line, not what stands there
     */
    public static MasterKey parse(String text) {
        Map<String, Cipher> generations = new LinkedHashMap<>();
        List<String> lines = text.lines().map(String::strip).toList();
        for (int number = 1; number <= lines.size(); number++) {
            if (!lines.get(number - 1).isEmpty()) {
                Cipher cipher = cipher(lines.get(number - 1), number);
                generations.putIfAbsent(HexFormat.of().formatHex(cipher.mark(FINGERPRINT)), cipher);
            }
        }
        if (generations.isEmpty()) {
            throw new IllegalArgumentException("it is empty");
        }
        return new MasterKey(generations, generations.keySet().iterator().next());
    }

    private static Cipher cipher(String line, int number) {
        try {
            return new Cipher(Base64.getDecoder().decode(line));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line " + number + " is not " + Cipher.LENGTH + " bytes in Base64");
        }
    }

    /** A new one, as the content of a file. */
    public static String generate() {
        return Base64.getEncoder().encodeToString(Cipher.newKey()) + "\n";
    }

    /** Names the generation that wraps, without telling anything of it. */
    String fingerprint() {
        return wrapping;
    }

    /** Of all generations. */
    Set<String> fingerprints() {
        return generations.keySet();
    }

    /** The same, but wrapping with this generation. */
    MasterKey wrappingWith(String fingerprint) {
        return new MasterKey(generations, fingerprint);
    }

    byte[] wrap(UUID id, byte[] key) {
        return generations.get(wrapping).seal(key, bound(id));
    }

    /** @throws MasterKeyMissing if none of the generations wrapped it */
    byte[] unwrap(UUID id, String fingerprint, byte[] wrapped) {
        Cipher generation = generations.get(fingerprint);
        if (generation == null) {
            throw missing(List.of(fingerprint));
        }
        return generation
                .open(wrapped, bound(id))
                .orElseThrow(() -> new MasterKeyMissing("the row of sealing_key " + id + " was changed by somebody"));
    }

    static MasterKeyMissing missing(Iterable<String> fingerprints) {
        List<String> names = new ArrayList<>();
        fingerprints.forEach(names::add);
        return new MasterKeyMissing("keys of this database are wrapped by a master key that this node does not have ("
                + String.join(", ", names) + "); give every node the same CRM_MASTER_KEY_FILE");
    }

    private static byte[] bound(UUID id) {
        return ("sealing_key " + id).getBytes(US_ASCII);
    }

    @Override
    public String toString() {
        return "MasterKey " + wrapping;
    }
}
