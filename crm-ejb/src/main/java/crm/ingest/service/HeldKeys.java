package crm.ingest.service;

import crm.ingest.entity.Delivery;
import crm.ingest.entity.HeldRecord;
import crm.ingest.entity.SoughtKey;
import crm.platform.service.StoreFailed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;

/**
 * Keys whose later records wait in order, for the group's own transactions. A key is held from the transaction on that parks
 * a record at which the handler failed, until that letter is settled and all that waited has been applied; or as long as an
 * operator wants it. It is held for one group and one topic: only within a topic does Kafka keep the records of a key in
 * order, and a handler of another group has not failed.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class HeldKeys {

    @Inject
    private DataSource database;

    @Inject
    private LetterSeals seals;

    private interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    private interface Holding<T> {
        T in(HeldKeyRows rows) throws SQLException;
    }

    private interface Releasing<T> {
        T in(KeyReleaseRows rows) throws SQLException;
    }

    /**
     * Puts those of a batch's valid deliveries whose key is held behind it. To be called after the advance of the positions
     * and before the handler: a key that is just being given free is waited for.
     *
     * @return those that wait now, and must not be handled
     */
    public List<Delivery> divert(String group, Collection<Delivery> deliveries) {
        return holding(rows -> rows.divert(group, deliveries));
    }

    /** Holds the keys of deliveries that were parked in this transaction; says how many keys. */
    public int hold(String group, Collection<Delivery> parked) {
        return holding(rows -> rows.hold(group, parked));
    }

    /** Keys of these groups that nothing holds any more, and what waits behind them may be applied; up to a thousand. */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public List<Long> free(Collection<String> groups) {
        return releasing(rows -> rows.free(groups));
    }

    /** The key that waits for a letter. */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public OptionalLong behind(long letter) {
        return releasing(rows -> rows.behind(letter));
    }

    /** Locks a key that nothing holds any more, until the transaction ends; its group, or empty where there is none such. */
    public Optional<String> take(long key) {
        return releasing(rows -> rows.take(key) ? rows.group(key) : Optional.empty());
    }

    /** The first of those that wait, in their order. */
    public List<HeldRecord> first(long key, int count) {
        return releasing(rows -> rows.first(key, count));
    }

    /** They have been dealt with; true if none is left, and the key is free. */
    public boolean done(long key, Collection<HeldRecord> records) {
        return releasing(rows -> {
            rows.gone(records.stream().map(HeldRecord::id).toList());
            return rows.release(key);
        });
    }

    /** The first that waited was parked in this transaction: now the key waits for its letter. */
    public void head(long key, HeldRecord parked) {
        releasing(rows -> {
            rows.head(key, parked);
            rows.gone(List.of(parked.id()));
            return parked;
        });
    }

    /** Keys of these groups whose records are to be read again, as far as not enough of them wait already. */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public List<SoughtKey> sought(Collection<String> groups) {
        return with(connection -> SoughtKeyRows.open(connection, groups));
    }

    /**
     * Puts what was read again for a key behind it, unless somebody else has, or it is sought elsewhere by now.
     *
     * @param next before which these are all
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public boolean again(SoughtKey sought, List<Delivery> found, long next) {
        return with(connection -> {
            SoughtKeyRows rows = new SoughtKeyRows(connection, sought.group());
            if (!rows.isStill(sought)) {
                return false;
            }
            new HeldKeyRows(connection, seals).again(sought, found);
            rows.advance(sought.key(), next);
            return true;
        });
    }

    private <T> T holding(Holding<T> work) {
        return with(connection -> work.in(new HeldKeyRows(connection, seals)));
    }

    private <T> T releasing(Releasing<T> work) {
        return with(connection -> work.in(new KeyReleaseRows(connection, seals)));
    }

    private <T> T with(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.in(connection);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }
}
