package crm.ingest.service;

import crm.ingest.entity.Event;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A capability that lives from events. One class that implements this, as an application-scoped bean, is a consumer
 * group of its own, with its own workers, pace and positions.
 *
 * <p>Delivery is at least once and unordered across customers: the same event may come again, even within one list, and
 * a handler must have its own natural way to see that. What it does happens in the transaction of the batch, together
 * with the advance of the positions: it may call transactional services and must not swallow their failures. An
 * exception rolls back the whole batch; it is tried again, in smaller parts where the cause is not a passing one, until
 * the failing event stands alone and becomes a dead letter. That takes many times as long as all else, so a handler that can
 * tell which events it fails at says so, by {@link EventsFailed} and beforehand by {@link #failing}. Later events of its key then wait for it; but they come through
 * several topics, and are not held back by a record that is not valid, so what a handler keeps must not depend on the order
 * in which events come.
 */
public interface EventHandler {

    /** The group's name without the prefix of the installation, such as {@code profile}. */
    String capability();

    /** Default names of the topics it reads. */
    Set<String> topics();

    /**
     * Called in the transaction of the batch, by one thread of the group per partition at a time; more than once, where some
     * of the batch's events cannot be applied.
     *
     * @throws EventsFailed where events cannot be applied, and a savepoint from before undoes all that was done
     */
    void handle(List<Event> events);

    /**
     * Those of the events at which {@link #handle} would fail, and why, as far as that can be told without doing anything.
     * Asked in the transaction of the batch, while the handler has failed at some lately: it should cost little, and need not
     * find all.
     */
    default Map<Event, ? extends Throwable> failing(List<Event> events) {
        return Map.of();
    }

    /**
     * Those of the events that were applied before, by their source and id, so that handling them again has no effect. Only
     * told to people: a handler that cannot tell says none.
     */
    default List<Event> known(List<Event> events) {
        return List.of();
    }
}
