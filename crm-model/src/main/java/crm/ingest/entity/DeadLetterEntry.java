package crm.ingest.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** A line of a dead letter's history. */
@Entity
@Table(name = "dead_letter_entry")
public class DeadLetterEntry {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "letter_id", nullable = false)
    private long letter;

    @Column(nullable = false)
    private Instant at;

    @Column(nullable = false)
    private String actor;

    @Column(nullable = false)
    private String action;

    private String code;
    private String pointer;
    private String detail;

    protected DeadLetterEntry() {}

    public DeadLetterEntry(long letter, LetterStep step) {
        this.letter = letter;
        this.at = step.at();
        this.actor = step.actor();
        this.action = step.action();
        step.reason().ifPresent(reason -> {
            code = reason.code().word();
            pointer = reason.pointer();
            detail = reason.detail();
        });
    }

    public LetterStep step() {
        return new LetterStep(
                at,
                actor,
                action,
                Optional.ofNullable(code)
                        .map(word ->
                                new Rejection(Rejection.Code.valueOf(word.toUpperCase(Locale.ROOT)), pointer, detail)));
    }
}
