package crm.ingest.entity;

import static java.util.Objects.requireNonNull;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;

/** A range of records that a group could not read, kept for ever, so that nothing is skipped silently. */
@Entity
@Table(name = "loss")
public class Loss {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "group_id", nullable = false)
    private String group;

    @Column(nullable = false)
    private String topic;

    @Column(name = "topic_id", nullable = false)
    private UUID topicId;

    @Column(nullable = false)
    private int partition;

    @Column(nullable = false)
    private String cause;

    @Column(name = "from_offset", nullable = false)
    private long from;

    @Column(name = "to_offset")
    private Long to;

    @Column(nullable = false)
    private Instant at;

    protected Loss() {}

    /** What happened to the records. */
    public enum Cause {
        /** The topic's retention deleted them before the group came to them. */
        RETENTION,
        /** Somebody deleted the topic and made another of the same name; where it ended is not known. */
        RECREATED,
        /** The broker lost them after the group had applied them; others may have taken their offsets. */
        TRUNCATED,
        /** An operator moved the group past them. */
        SKIPPED,
        /** An operator moved one key past those of them that waited for it. */
        KEY_SKIPPED
    }

    /**
     * The range, and what caused it.
     *
     * @param topicId of the topic that held them
     * @param to exclusive; empty where it is not known
     */
    public record Gap(PartitionId partition, UUID topicId, Cause cause, long from, OptionalLong to) {

        public Gap {
            requireNonNull(partition, "partition");
            requireNonNull(topicId, "topicId");
        }
    }
}
