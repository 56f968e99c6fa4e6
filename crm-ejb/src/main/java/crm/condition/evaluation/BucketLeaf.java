package crm.condition.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.condition.language.Condition;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * A share of all profiles. A profile's place is that of the first 64 bits of SHA-256 of {@code salt:profile_id}, as an unsigned
 * number, modulo a million; a percent is ten thousand places.
 */
final class BucketLeaf extends Leaf {

    private static final long PLACES = 1_000_000;
    private static final BigDecimal PER_PERCENT = BigDecimal.valueOf(PLACES / 100);

    private final String salt;
    private final BigDecimal from;
    private final BigDecimal to;

    BucketLeaf(int place, Condition.Bucket bucket) {
        super(place);
        this.salt = bucket.salt();
        this.from = bucket.from().multiply(PER_PERCENT);
        this.to = bucket.to().multiply(PER_PERCENT);
    }

    @Override
    boolean holdsAt(Evaluation about, long at) {
        BigDecimal place = BigDecimal.valueOf(place(salt, about.profileId()));
        return place.compareTo(from) >= 0 && place.compareTo(to) < 0;
    }

    private static long place(String salt, String profileId) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest((salt + ':' + profileId).getBytes(UTF_8));
            return Long.remainderUnsigned(ByteBuffer.wrap(hash).getLong(), PLACES);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    @Override
    long candidateAfter(Evaluation about, long at) {
        return Micros.NEVER;
    }

    @Override
    List<Evidence> evidence(Evaluation about, long at) {
        BigDecimal percent = BigDecimal.valueOf(place(salt, about.profileId()), 4);
        return List.of(Evidence.value("bucket", Values.plain(percent)));
    }
}
