package crm.ingest.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A record that its group could not apply, as it was, and why. */
@Entity
@Table(name = "dead_letter")
public class DeadLetter {

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

    @Column(name = "record_offset", nullable = false)
    private long offset;

    @Column(name = "produced_at", nullable = false)
    private Instant producedAt;

    @Column(name = "record_key")
    private byte[] key;

    @Column(name = "record_value")
    private byte[] value;

    @Column(nullable = false)
    private String headers;

    @Column(nullable = false)
    private String code;

    @Column(nullable = false)
    private String pointer;

    @Column(nullable = false)
    private String detail;

    @Column(nullable = false)
    private Instant at;

    @Column(nullable = false)
    private String state;

    protected DeadLetter() {}
}
