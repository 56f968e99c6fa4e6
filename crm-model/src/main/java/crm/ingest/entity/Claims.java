package crm.ingest.entity;

import java.util.List;
import java.util.Optional;

/**
 * What became of partitions that somebody wanted to claim; those in neither list stand still.
 *
 * @param granted to be read from now on
 * @param doubted where position and log do not meet, though the log may have been looked at before the position moved: not
 *     granted, and to be claimed again with a fresh look at the log
 */
public record Claims(List<Claim> granted, List<Claim> doubted) {

    public Claims {
        granted = List.copyOf(granted);
        doubted = List.copyOf(doubted);
    }

    /** Whether the position was doubted before and is what it was: then a look at the log since is a look after it. */
    public static boolean confirms(Optional<Claim> doubted, Claim stored) {
        return doubted.filter(before ->
                        before.topicId().equals(stored.topicId()) && before.nextOffset() == stored.nextOffset())
                .isPresent();
    }
}
