package crm.operations.service;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

/** Whose turn it is to sample: whoever did so last, unless they have been silent for long. */
final class SampleTurn {

    private static final String TAKE = """
            update sampling set holder = ?, at = now()
             where at <= now() - ? * interval '1 millisecond'
               and (holder = ? or at <= now() - ? * interval '1 millisecond')""";

    /** So many times over, somebody who has not sampled is followed by another. */
    private static final int MISSED = 3;

    private final Connection connection;
    private final Duration every;

    SampleTurn(Connection connection, Duration every) {
        this.connection = connection;
        this.every = every;
    }

    /** Whether a node may sample now; then it is the one that does. */
    boolean take(String node) throws SQLException {
        // A little sooner than it should be, as a clock that ticks every second would else miss every other turn.
        Duration pause = every.minus(every.dividedBy(5));
        try (PreparedStatement update = connection.prepareStatement(TAKE)) {
            update.setString(1, node);
            update.setLong(2, pause.toMillis());
            update.setString(3, node);
            update.setLong(4, every.multipliedBy(MISSED).toMillis());
            return update.executeUpdate() == 1;
        }
    }
}
