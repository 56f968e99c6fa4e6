package crm.ingest.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.ingest.entity.HeldKey;
import crm.ingest.entity.KeyTurn;
import crm.platform.entity.ForeignCursor;
import crm.platform.entity.Page;
import crm.platform.service.StoreFailed;
import crm.privacy.entity.Act;
import crm.privacy.service.AuditTrail;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Keys that wait, for operators: which, why, and holding one by hand. Each method is a transaction. */
@Stateless
public class HeldKeyDesk {

    private static final String CURSOR = "held-key ";

    @Inject
    private DataSource database;

    @Inject
    private LetterSeals seals;

    @EJB
    private AuditTrail audit;

    @Resource
    private SessionContext caller;

    /**
     * The newest first, with the keys themselves, which may name people.
     *
     * @throws ForeignCursor if {@code after} was not given out here
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // nothing is held while the look is written
    public Page<HeldKey> list(int limit, Optional<String> after) {
        Page<HeldKey> page = page(Optional.empty(), limit, after);
        if (!page.items().isEmpty()) {
            looked(page.items().size());
        }
        return page;
    }

    /**
     * The same of one group or of all, for whoever masks what may not be seen; who shows the keys as they are says so by
     * {@link #looked}.
     *
     * @throws ForeignCursor if {@code after} was not given out here
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Page<HeldKey> page(Optional<String> group, int limit, Optional<String> after) {
        long before = after.map(HeldKeyDesk::id).orElse(Long.MAX_VALUE);
        List<HeldKey> found = seen(views -> views.newest(group, before, limit + 1));
        List<HeldKey> keys = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(
                keys,
                keys.size() < found.size()
                        ? Optional.of(cursor(keys.get(limit - 1).id()))
                        : Optional.empty());
    }

    /** One of them; empty where it is not held any more. To be masked, or to be said to have been {@link #looked} at. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Optional<HeldKey> one(long id) {
        return seen(views -> views.one(id));
    }

    /** How things look, by group, without anything that is personal; as it was where nothing has changed. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Map<String, String> signs(Collection<String> groups) {
        return seen(views -> views.signs(groups));
    }

    /** Writes down that the caller sees so many keys as they are. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void looked(int count) {
        audit.look(new Act("held_keys.listed", "held_keys").with("count", count));
    }

    private interface Look<T> {
        T at(HeldKeyViews views) throws SQLException;
    }

    private <T> T seen(Look<T> look) {
        try (Connection connection = database.getConnection()) {
            return look.at(new HeldKeyViews(connection, seals));
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    /** Says false where it is not held any more. */
    public boolean turn(long id, KeyTurn turn) {
        Optional<HeldKey> found = one(id);
        if (found.isEmpty()) {
            return false;
        }
        HeldKey key = found.get();
        String by = caller.getCallerPrincipal().getName();
        with(rows -> {
            switch (turn) {
                case PAUSE -> rows.pause(id, by);
                case RESUME -> rows.resume(id);
                case RELEASE -> rows.letGo(id);
            }
            return id;
        });
        Act act = new Act(turn.action(), "group:" + key.group()).with("topics", key.topic());
        audit.act(key.key()
                .map(content -> act.withPersonal("key", new String(content.key(), UTF_8)))
                .orElse(act));
        return true;
    }

    /** From the next batch on the records of this key wait, in each of the topics; whoever holds it already goes on to. */
    public void hold(String group, Collection<String> topics, String key) {
        String by = caller.getCallerPrincipal().getName();
        with(rows -> {
            for (String topic : topics) {
                rows.pause(group, topic, key.getBytes(UTF_8), by);
            }
            return key;
        });
        audit.act(act("key.held", group, topics, key));
    }

    /**
     * What waits is applied in order, within seconds, unless it waits for a dead letter too.
     *
     * @return whether it was held by hand in any of the topics
     */
    public boolean release(String group, Collection<String> topics, String key) {
        boolean held = with(rows -> {
            boolean any = false;
            for (String topic : topics) {
                any |= rows.resume(group, topic, key.getBytes(UTF_8));
            }
            return any;
        });
        if (held) {
            audit.act(act("key.released", group, topics, key));
        }
        return held;
    }

    private static Act act(String action, String group, Collection<String> topics, String key) {
        return new Act(action, "group:" + group)
                .with("topics", String.join(" ", topics))
                .withPersonal("key", key);
    }

    private interface Work<T> {
        T in(HeldKeyRows rows) throws SQLException;
    }

    private <T> T with(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.in(new HeldKeyRows(connection, seals));
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    private static String cursor(long id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((CURSOR + id).getBytes(UTF_8));
    }

    private static long id(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
            if (text.startsWith(CURSOR)) {
                return Long.parseLong(text.substring(CURSOR.length()));
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new ForeignCursor();
    }
}
