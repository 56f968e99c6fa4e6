package crm.operations.service;

import crm.operations.entity.RecordQuestion;
import crm.operations.entity.RecordsRead;
import crm.operations.entity.TopicStatus;
import jakarta.ejb.Local;
import java.util.List;
import java.util.Optional;

/**
 * The topics of this installation, those in, those out and those of dead letters, as the broker has them. Each question
 * waits for a few seconds at most. Thread-safe, without a transaction.
 */
@Local
public interface TopicLog {

    /**
     * All that are there, by name.
     *
     * @throws crm.ingest.entity.LogAway if the cluster does not answer
     */
    List<TopicStatus> topics();

    /**
     * Records, the newest of them latest first, else in the order of their times. Empty for a topic or partition that is
     * not there, or is not ours. To be shown through {@link RecordDesk} only.
     *
     * @throws crm.ingest.entity.LogAway if the cluster does not answer
     * @throws crm.platform.entity.Busy if too many ask at the same time
     */
    Optional<RecordsRead> read(RecordQuestion question);
}
