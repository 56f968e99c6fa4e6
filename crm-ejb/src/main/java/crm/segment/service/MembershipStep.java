package crm.segment.service;

import crm.ingest.entity.Shard;
import crm.ingest.service.RelayStep;
import crm.ingest.service.RelayStep.Turn;
import crm.ingest.service.Round;
import crm.segment.entity.ChangeBatch;
import crm.segment.store.ChangeRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The step from one batch of changes to the next. Changes never change, so whoever comes after a crash finds the same batch
 * under the same number, unless Kafka has it: each is sent once.
 */
final class MembershipStep {

    static final int MOST = 500;

    private final ChangeRows rows;
    private final RelayStep<Long> step;

    MembershipStep(Connection connection) throws SQLException {
        this(connection, MOST);
    }

    /** @param most changes in a batch */
    MembershipStep(Connection connection, int most) throws SQLException {
        this.rows = new ChangeRows(connection, most);
        this.step = new RelayStep<>(ChangeRows.relay(connection).inOneSnapshot(), rows);
    }

    Optional<ChangeBatch> next(Shard claimed, long committed, Round round) throws SQLException {
        Optional<Turn<Long>> turn = step.next(claimed, committed, round);
        return turn.isPresent()
                ? Optional.of(new ChangeBatch(
                        claimed, turn.get().number(), rows.take(turn.get().items())))
                : Optional.empty();
    }
}
