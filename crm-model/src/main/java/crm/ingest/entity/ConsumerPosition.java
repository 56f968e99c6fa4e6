package crm.ingest.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The row of a group's position in a partition. Read here, written by the worker's statements only, which compare and
 * set it.
 */
@Entity
@Table(name = "consumer_position")
public class ConsumerPosition {

    @EmbeddedId
    private Key key;

    @Column(name = "topic_id", nullable = false)
    private UUID topicId;

    @Column(name = "next_offset", nullable = false)
    private long nextOffset;

    @Column(name = "leader_epoch")
    private Integer leaderEpoch;

    @Column(nullable = false)
    private long epoch;

    @Column(nullable = false)
    private String owner;

    @Column(nullable = false)
    private long records;

    @Column(name = "applied_at")
    private Instant appliedAt;

    @Column(name = "updated_at", nullable = false)
    private Instant updatedAt;

    protected ConsumerPosition() {}

    /** What it says now. */
    public Position position() {
        PartitionId partition = new PartitionId(key.topic, key.partition);
        return new Position(key.group, partition, nextOffset, epoch, owner, records, Optional.ofNullable(appliedAt));
    }

    /** Group, topic and partition. */
    @Embeddable
    public record Key(@Column(name = "group_id") String group, String topic, int partition) implements Serializable {}
}
