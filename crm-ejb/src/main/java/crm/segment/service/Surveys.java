package crm.segment.service;

import crm.ingest.service.PayloadReader;
import crm.platform.service.Deadline;
import crm.platform.service.StoreFailed;
import crm.privacy.service.Seals;
import crm.profile.service.ConsentSettings;
import crm.profile.service.Turns;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Asks of segments and profiles what may take long: outside of the container's transactions, in one snapshot of the database
 * that nothing is written in, only some at a time and none for ever. Nobody who applies events or publishes waits for it.
 */
@ApplicationScoped
public class Surveys {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** As long as a file may take. */
    private static final Duration LONG = Duration.ofMinutes(10);

    // The server's own bound on idle transactions is for those in which somebody waits for rows.
    private static final String SNAPSHOT = "set transaction isolation level repeatable read, read only;"
            + " set local idle_in_transaction_session_timeout = '2min'";

    @Inject
    private DataSource database;

    @Inject
    private PayloadReader payloads;

    @Inject
    private Seals seals;

    @Inject
    private ConsentSettings consents;

    @Inject
    private SurveySettings settings;

    private Turns turns;
    private Turns files;

    @PostConstruct
    void open() {
        turns = new Turns(settings.atOnce(), PATIENCE, "questions about all profiles");
        files = new Turns(settings.atOnce(), PATIENCE, "files of members");
    }

    /** Something to find out. */
    @FunctionalInterface
    interface Work<T> {
        T in(Snapshot snapshot) throws SQLException;
    }

    /**
     * About all profiles.
     *
     * @throws crm.platform.entity.Busy if as many as may be are under way
     * @throws StoreFailed if it took too long, or the database is away
     */
    <T> T ask(Work<T> work) {
        return turns.in(() -> answer(work, settings.time()));
    }

    /** As {@link #ask}, where somebody waits for a file. */
    <T> T write(Work<T> work) {
        return files.in(() -> answer(work, LONG));
    }

    /** About one profile, or what is kept. */
    <T> T look(Work<T> work) {
        return answer(work, settings.time());
    }

    private <T> T answer(Work<T> work, Duration time) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(SNAPSHOT);
                Deadline deadline = Deadline.in(time);
                deadline.limit(connection);
                return work.in(new Snapshot(
                        connection,
                        deadline,
                        (asked, evaluation) -> new Histories(
                                connection, payloads::read, seals, asked, evaluation, consents::unknownGranted)));
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }
}
