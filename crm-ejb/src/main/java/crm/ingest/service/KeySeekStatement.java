package crm.ingest.service;

import crm.ingest.entity.KeySeek;
import crm.ingest.entity.KeyStand;
import crm.ingest.entity.Loss;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;

/**
 * Moves single keys of one group. Back: the key is held, and its records are read again behind it, in the order of the log, so
 * that newer ones wait for them; nobody else's position moves. Forward: what waits before that point is dropped and written
 * down.
 */
final class KeySeekStatement {

    private final Connection connection;
    private final String group;
    private final LetterSeals seals;
    private final SoughtKeyRows rows;

    KeySeekStatement(Connection connection, String group, LetterSeals seals) {
        this.connection = connection;
        this.group = group;
        this.seals = seals;
        this.rows = new SoughtKeyRows(connection, group);
    }

    /** How many records a seek would drop now. Nothing is locked. */
    long dropping(KeySeek seek) throws SQLException {
        KeyStand stand = stand(seek);
        OptionalLong key = rows.find(seek.hash(), seek.partition(), stand.topicId());
        return key.isPresent() && seek.to() > stand.next() ? rows.count(key.getAsLong(), stand.topicId(), seek) : 0;
    }

    /** Says how many it dropped. */
    long seek(KeySeek seek) throws SQLException {
        KeyStand stand = stand(seek);
        if (seek.to() < stand.next()) {
            back(seek);
            return 0;
        }
        OptionalLong key = rows.lock(seek.hash(), seek.partition(), stand.topicId());
        return key.isPresent() ? forward(seek, stand, key.getAsLong()) : 0;
    }

    private KeyStand stand(KeySeek seek) throws SQLException {
        return rows.stand(seek.hash(), seek.partition()).orElseThrow();
    }

    private void back(KeySeek seek) throws SQLException {
        rows.fence(seek.partition());
        long key =
                new HeldKeyRows(connection, seals).keep(group, seek.partition().topic(), seek.key());
        // Where the position stands is read anew: it may have moved on until it was fenced.
        rows.begin(key, seek, stand(seek));
    }

    private long forward(KeySeek seek, KeyStand stand, long key) throws SQLException {
        if (stand.again().isPresent()) {
            rows.advance(key, seek.to());
        }
        long dropped = rows.drop(key, stand.topicId(), seek);
        if (dropped > 0) {
            Loss.Gap gap = new Loss.Gap(
                    seek.partition(),
                    stand.topicId(),
                    Loss.Cause.KEY_SKIPPED,
                    stand.next(),
                    OptionalLong.of(seek.to()));
            new LossRows(connection, group).record(gap, dropped);
        }
        return dropped;
    }
}
