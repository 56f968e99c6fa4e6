package crm.platform.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.profile.service.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class IsolationLevelTest {

    @Test
    void takesADatabaseAsItIsInstalled() throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            assertThatCode(() -> IsolationLevel.require(connection)).doesNotThrowAnyException();
        }
    }

    @Test
    void refusesAStricterOneAndSaysWhatToDo() throws SQLException {
        PGSimpleDataSource strict = TestDatabase.empty("strict");
        try (Connection connection = strict.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter database strict set default_transaction_isolation = 'repeatable read'");
        }
        try (Connection connection = strict.getConnection()) {
            assertThatThrownBy(() -> IsolationLevel.require(connection))
                    .isInstanceOf(IsolationLevel.Unfit.class)
                    .hasMessageContaining("REPEATABLE READ")
                    .hasMessageContaining("default_transaction_isolation")
                    .hasMessageContaining("transaction-isolation");
        }
    }

    /** The application's own data source does not ask what the database's default is. */
    @Test
    void isSetByTheApplicationsOwnConnections() throws SQLException {
        PGSimpleDataSource strict = TestDatabase.empty("strict_too");
        try (Connection connection = strict.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter database strict_too set default_transaction_isolation = 'serializable'");
        }
        strict.setOptions(Database.OPTIONS);
        try (Connection connection = strict.getConnection()) {
            assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
        }
    }
}
