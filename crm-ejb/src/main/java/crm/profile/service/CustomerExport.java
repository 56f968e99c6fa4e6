package crm.profile.service;

import crm.platform.entity.Busy;
import crm.platform.service.Deadline;
import crm.platform.service.StoreFailed;
import crm.profile.entity.CustomerSummary;
import crm.profile.store.CustomerRows;
import crm.profile.store.CustomerRows.Exported;
import crm.profile.store.CustomerSelection;
import crm.profile.store.CustomerSelection.Fit;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;

/**
 * Reads any number of customers, few of them in memory at a time. It takes longer than the container's transactions may, so it
 * runs outside of them, on a connection that does not commit by itself, and only some at a time. Whoever reads must be as
 * fast as the database, a disk and not somebody far away: when the time is over, it is given up.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CustomerExport {

    private static final Semaphore TURNS = new Semaphore(4);
    private static final Duration TIME = Duration.ofMinutes(10);
    // The server's own bound is for questions that somebody waits for.
    private static final String SNAPSHOT = "set transaction isolation level repeatable read, read only;"
            + " set local idle_in_transaction_session_timeout = '2min'";

    @Inject
    private DataSource database;

    /** Who is exported. */
    public record Chosen(CustomerSelection selection, List<Fit> fits) {}

    /** Takes customers one by one. */
    @FunctionalInterface
    public interface Reader {
        void read(CustomerSummary customer) throws IOException;
    }

    /**
     * Everybody chosen, in the order of their list.
     *
     * @param only of whom nobody else is wanted; empty for all
     * @return how many there were
     * @throws Busy if as many as may be are under way
     * @throws IOException of the reader
     */
    public long read(Chosen chosen, Collection<UUID> only, Reader reader) throws IOException {
        if (!TURNS.tryAcquire()) {
            throw new Busy("too many exports are under way");
        }
        try {
            return inTurn(chosen, only, reader);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        } finally {
            TURNS.release();
        }
    }

    private long inTurn(Chosen chosen, Collection<UUID> only, Reader reader) throws SQLException, IOException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(SNAPSHOT);
                CustomerRows rows = new CustomerRows(connection, Deadline.in(TIME));
                long read = 0;
                for (Fit fit : chosen.fits()) {
                    read += rows.export(chosen.selection(), fit, only, row -> reader.read(summary(row)));
                }
                return read;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static CustomerSummary summary(Exported row) {
        return new CustomerSummary(
                row.profileId(),
                row.customerId(),
                row.name(),
                row.email(),
                row.phone(),
                row.country(),
                row.orders(),
                row.spend().entrySet().stream()
                        .map(sum -> ViewReading.money(sum.getKey(), sum.getValue()))
                        .toList(),
                row.firstSeenAt(),
                row.lastSeenAt(),
                List.of());
    }
}
