package crm.profile.service;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.platform.service.Deadline;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Beside the database that it is tried with. */
class DeadlineTest {

    @Test
    void statementsShareTheTime() throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            Deadline deadline = Deadline.in(Duration.ofSeconds(3));
            deadline.limit(connection);
            statement.execute("select pg_sleep(0.1)");
            deadline.limit(connection);
            tooLong(() -> statement.execute("select pg_sleep(2.95)"));
            connection.rollback();
        }
    }

    @Test
    void nothingBeginsWhenTheTimeIsOver() throws SQLException {
        Deadline deadline = Deadline.in(Duration.ZERO);
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            tooLong(() -> deadline.limit(connection));
        }
        tooLong(deadline::check);
    }

    private static void tooLong(org.assertj.core.api.ThrowableAssert.ThrowingCallable question) {
        assertThatThrownBy(question)
                .asInstanceOf(InstanceOfAssertFactories.throwable(SQLException.class))
                .extracting(SQLException::getSQLState)
                .isEqualTo("57014");
    }
}
