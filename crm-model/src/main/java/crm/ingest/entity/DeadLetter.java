package crm.ingest.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A record that its group could not apply, and why. What it says is sealed, as it was sent and as somebody edited it; all
 * else of it names nobody.
 */
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

    @Column(name = "person_id")
    private UUID person;

    private byte[] original;

    @Column(name = "edited_person_id")
    private UUID editedPerson;

    private byte[] edited;

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

    private String effect;

    @Column(name = "discard_reason")
    private String discardReason;

    @Column(name = "published_at")
    private Instant publishedAt;

    @Version
    private long version;

    protected DeadLetter() {}

    public long id() {
        return id;
    }

    public LetterPlace place() {
        return new LetterPlace(group, topicId, partition, offset);
    }

    /** What was sent. */
    public SealedContent original() {
        return new SealedContent(Optional.ofNullable(person), original);
    }

    /** What would be replayed. */
    public SealedContent current() {
        return isEdited() ? new SealedContent(Optional.ofNullable(editedPerson), edited) : original();
    }

    /** Letters of an early version are sealed soon after the update. */
    public boolean isSealed() {
        return original != null;
    }

    public boolean isEdited() {
        return edited != null;
    }

    public LetterState state() {
        return LetterState.of(state).orElseThrow();
    }

    public long version() {
        return version;
    }

    public void edit(SealedContent content) {
        mustBeOpen();
        editedPerson = content.person().orElse(null);
        edited = content.bytes();
    }

    public void replayed(ReplayEffect result) {
        mustBeOpen();
        state = LetterState.REPLAYED.word();
        effect = result.word();
    }

    /** It was replayed and refused; it stays open, for this reason now. */
    public void refuse(Rejection reason) {
        mustBeOpen();
        code = reason.code().word();
        pointer = reason.pointer();
        detail = reason.detail();
    }

    public void discard(String reason) {
        mustBeOpen();
        state = LetterState.DISCARDED.word();
        discardReason = reason;
    }

    private void mustBeOpen() {
        if (state() != LetterState.OPEN) {
            throw new LetterSettled(state());
        }
    }

    public OpenLetter open(RecordContent content) {
        mustBeOpen();
        return new OpenLetter(id, place(), topic, producedAt, content);
    }

    /**
     * As operators see it.
     *
     * @param content what {@link #current} seals, if it can be opened
     */
    public DeadLetterView view(Optional<RecordContent> content) {
        return new DeadLetterView(
                id,
                group,
                topic,
                topicId,
                partition,
                offset,
                producedAt,
                content,
                isEdited(),
                new Rejection(Rejection.Code.valueOf(code.toUpperCase(Locale.ROOT)), pointer, detail),
                at,
                state(),
                Optional.ofNullable(effect).map(word -> ReplayEffect.valueOf(word.toUpperCase(Locale.ROOT))),
                Optional.ofNullable(discardReason),
                Optional.ofNullable(publishedAt),
                version);
    }
}
