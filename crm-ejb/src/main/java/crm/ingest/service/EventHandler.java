package crm.ingest.service;

import crm.ingest.entity.Event;
import java.util.List;
import java.util.Set;

/**
 * A capability that lives from events. One class that implements this, as an application-scoped bean, is a consumer
 * group of its own, with its own workers, pace and positions.
 *
 * <p>Delivery is at least once and unordered across customers: the same event may come again, even within one list, and
 * a handler must have its own natural way to see that. What it does happens in the transaction of the batch, together
 * with the advance of the positions: it may call transactional services and must not swallow their failures. An
 * exception rolls back the whole batch; it is tried again, in smaller parts where the cause is not a passing one, until
 * the failing event stands alone and becomes a dead letter. Later events of its key then wait for it; but they come through
 * several topics, and are not held back by a record that is not valid, so what a handler keeps must not depend on the order
 * in which events come.
 */
public interface EventHandler {

    /** The group's name without the prefix of the installation, such as {@code profile}. */
    String capability();

    /** Default names of the topics it reads. */
    Set<String> topics();

    /** Called in the transaction of the batch, by one thread of the group per partition at a time. */
    void handle(List<Event> events);

    /**
     * Those of the events that were applied before, by their source and id, so that handling them again has no effect. Only
     * told to people: a handler that cannot tell says none.
     */
    default List<Event> known(List<Event> events) {
        return List.of();
    }
}
