package crm.operations.service;

import crm.ingest.entity.ScaleBounds;
import crm.ingest.entity.Scope;
import crm.ingest.entity.SeekMove;
import crm.operations.entity.KeySought;
import crm.operations.entity.SeekPoint;
import jakarta.ejb.Local;
import java.util.List;
import java.util.Optional;

/**
 * What operators do with groups while these run, each act a transaction with its entry in the audit trail. It survives
 * restarts; all nodes do it within a second or two.
 *
 * <p>All methods throw {@link crm.operations.entity.SteeringRefused} for what there is not and what cannot be, and seeks
 * {@link crm.ingest.entity.LogAway} where the broker does not answer.
 */
@Local
public interface GroupSteering {

    /** Part of a group stands still: when this returns nothing of it is applied any more, and its lag grows. */
    void pause(String group, Scope scope);

    /**
     * Part of a group flows again, what was paused and what stopped because its handler failed too often. Where a loss waits
     * for a decision it goes on to stand still.
     */
    void resume(String group, Scope scope);

    /**
     * The records of a key wait, in order, from the next batch on; all others flow.
     *
     * @param scope a topic, or the group for all its topics
     */
    void pauseKey(String group, Scope scope, String key);

    /** What waits behind a key is applied within seconds, unless it waits for a dead letter too. */
    void resumeKey(String group, Scope scope, String key);

    /**
     * Sets how many workers a group has in total over all nodes, which share them evenly.
     *
     * @param bounds between which the auto-scaler may change that from now on; without them it may not
     */
    void workers(String group, int count, Optional<ScaleBounds> bounds);

    /** Lets each node's configuration say again how many workers it runs. */
    void workersByConfiguration(String group);

    /** What {@link #seek} would do now. */
    List<SeekMove> preview(String group, Scope scope, SeekPoint to);

    /**
     * Moves positions of the group, a topic or a partition, all of them or none; the group may run. What comes again has no effect where it had one
     * before; what is passed over is written to the loss ledger.
     */
    List<SeekMove> seek(String group, Scope scope, SeekPoint to);

    /**
     * What {@link #seekKey} would do now. Records are counted for some seconds.
     *
     * @param scope a topic, or the partition of a producer that does not put keys where others do
     */
    KeySought previewKey(String group, Scope scope, String key, SeekPoint to);

    /**
     * Lets one key go on elsewhere. Back: its records from there up to the group's position come again, in order, before newer
     * ones of it, which wait meanwhile; nobody else's position moves. Forward, within what waits for the key: what lies before
     * is dropped and written to the loss ledger.
     */
    KeySought seekKey(String group, Scope scope, String key, SeekPoint to);
}
