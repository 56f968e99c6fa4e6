package crm.profile.service;

import crm.platform.service.StoreFailed;
import crm.profile.entity.Census;
import crm.profile.entity.DaySales;
import crm.profile.entity.RecentEvent;
import crm.profile.store.BookReads;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;

/**
 * What the whole business comes to: sales by day, how many customers and events, what happened last. Cheap at any size,
 * and nothing of it is personal. Each method throws {@link StoreFailed} while the database is away.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Books {

    @Inject
    private DataSource database;

    private interface Read<T> {
        T from(BookReads books) throws SQLException;
    }

    public Census census() {
        return read(BookReads::census);
    }

    /** Days on which something was sold, both ends included, by day and currency. */
    public List<DaySales> sales(LocalDate from, LocalDate to) {
        return read(books -> books.sales(from, to));
    }

    /** The events applied last, on whatever node, latest first. */
    public List<RecentEvent> recent(int limit) {
        return read(books -> books.recent(limit));
    }

    private <T> T read(Read<T> question) {
        try (Connection connection = database.getConnection()) {
            return question.from(new BookReads(connection));
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }
}
