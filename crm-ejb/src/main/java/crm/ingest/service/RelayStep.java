package crm.ingest.service;

import crm.ingest.entity.Shard;
import crm.ingest.service.RelayRows.Held;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The step from one batch of a shard to the next, within a transaction over one snapshot: what was sent is done with, and a new
 * batch gets its number and what is in it before it is sent. Whoever comes after a crash gets that batch again, unless
 * Kafka has it.
 */
public final class RelayStep<T> {

    private final RelayRows<T> rows;
    private final Owed<T> owed;

    /** @param rows in one snapshot */
    public RelayStep(RelayRows<T> rows, Owed<T> owed) {
        this.rows = rows;
        this.owed = owed;
    }

    /** What is yet to be published of a shard, by the ids of profiles, so much of it as a batch holds. */
    public interface Owed<T> {

        /** From a profile on. */
        Portion<T> from(UUID first, UUID last) throws SQLException;

        /** Behind the profile at which the last batch of the round ended. */
        Portion<T> after(UUID wentTo, UUID last) throws SQLException;
    }

    /**
     * What a batch holds.
     *
     * @param wentTo the last profile in it, null where there is nothing
     */
    public record Portion<T>(List<T> items, UUID wentTo) {}

    /**
     * A batch.
     *
     * @param number higher than that of every batch of the shard before
     */
    public record Turn<T>(long number, List<T> items) {}

    /**
     * The batch under way if it was not sent, else a new one; empty where there is nothing more to be published.
     *
     * @param committed number of the shard's last batch that Kafka has, and that nobody can change any more
     * @param round where a new batch begins
     * @throws ShardLost if somebody else has claimed it since
     */
    public Optional<Turn<T>> next(Shard claimed, long committed, Round round) throws SQLException {
        Held<T> held = rows.keep(claimed).orElseThrow(() -> new ShardLost(claimed));
        if (!held.underWay().isEmpty() && committed < held.batch()) {
            return Optional.of(new Turn<>(held.batch(), held.underWay()));
        }
        rows.sent(claimed);
        Portion<T> portion =
                round == Round.BEGINS ? owed.from(held.first(), held.last()) : owed.after(held.wentTo(), held.last());
        if (portion.items().isEmpty()) {
            return Optional.empty();
        }
        // A database that was restored from a backup may have forgotten numbers that Kafka has.
        long number = Math.max(held.batch(), committed) + 1;
        rows.begin(claimed, number, portion.items(), portion.wentTo());
        return Optional.of(new Turn<>(number, portion.items()));
    }
}
