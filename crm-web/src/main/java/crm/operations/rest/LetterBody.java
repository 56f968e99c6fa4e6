package crm.operations.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import crm.ingest.entity.DeadLetterFile;
import crm.ingest.entity.DeadLetterView;
import crm.ingest.entity.Delivery;
import crm.ingest.entity.LetterStep;
import crm.ingest.entity.RecordContent;
import crm.ingest.entity.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A dead letter as it is written.
 *
 * @param timestamp of the record
 * @param content empty, and {@code erased} with it, since its person was erased
 * @param original what was sent, where it was edited
 */
record LetterBody(
        long id,
        String group,
        String topic,
        int partition,
        long offset,
        Instant timestamp,
        @JsonUnwrapped ContentBody content,
        Reason reason,
        Instant at,
        String state,
        boolean edited,
        boolean erased,
        Optional<String> effect,
        Optional<String> discardReason,
        Optional<Instant> publishedAt,
        Optional<ContentBody> original,
        Optional<List<Step>> history,
        long version) {

    /** Larger values are left out of lists. */
    static final int LARGEST_IN_LIST = 16 * 1024;

    /** Why it was refused. */
    record Reason(String code, String pointer, String detail) {

        static Reason of(Rejection rejection) {
            return new Reason(rejection.code().word(), rejection.pointer(), rejection.detail());
        }
    }

    /** A line of its history. */
    record Step(Instant at, String actor, String action, Optional<Reason> reason) {

        static Step of(LetterStep step) {
            return new Step(
                    step.at(), step.actor(), step.action(), step.reason().map(Reason::of));
        }
    }

    /**
     * What a record says; null for a key or a value that it does not have. Bytes that are no text are in Base64, and their
     * encoding says so.
     *
     * @param valueBytes how many the value has, where it was left out of a list
     */
    record ContentBody(
            @JsonInclude Optional<String> key,
            Optional<String> keyEncoding,
            @JsonInclude Optional<String> value,
            Optional<String> valueEncoding,
            Optional<Integer> valueBytes,
            List<Header> headers) {

        static final ContentBody NONE = new ContentBody(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());

        static ContentBody of(RecordContent content) {
            BytesText key = BytesText.of(content.key());
            BytesText value = BytesText.of(content.value());
            return new ContentBody(
                    key.text(),
                    key.encoding(),
                    value.text(),
                    value.encoding(),
                    Optional.empty(),
                    content.headers().stream().map(Header::of).toList());
        }

        static ContentBody shortened(RecordContent content) {
            ContentBody all = of(new RecordContent(content.key(), null, content.headers()));
            return content.value() == null || content.value().length <= LARGEST_IN_LIST
                    ? of(content)
                    : new ContentBody(
                            all.key(),
                            all.keyEncoding(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(content.value().length),
                            all.headers());
        }
    }

    /** A header; without a value where it has none. */
    record Header(String name, Optional<String> value, Optional<String> encoding) {

        static Header of(Delivery.Header header) {
            BytesText value = BytesText.of(header.value());
            return new Header(header.name(), value.text(), value.encoding());
        }
    }

    static LetterBody inList(DeadLetterView letter) {
        return of(letter, letter.content().map(ContentBody::shortened), Optional.empty(), Optional.empty());
    }

    static LetterBody of(DeadLetterFile file) {
        return of(
                file.letter(),
                file.letter().content().map(ContentBody::of),
                file.original().map(ContentBody::of),
                Optional.of(file.history().stream().map(Step::of).toList()));
    }

    private static LetterBody of(
            DeadLetterView letter,
            Optional<ContentBody> content,
            Optional<ContentBody> original,
            Optional<List<Step>> history) {
        return new LetterBody(
                letter.id(),
                letter.group(),
                letter.topic(),
                letter.partition(),
                letter.offset(),
                letter.producedAt(),
                content.orElse(ContentBody.NONE),
                Reason.of(letter.reason()),
                letter.at(),
                letter.state().word(),
                letter.edited(),
                content.isEmpty(),
                letter.effect().map(effect -> effect.word()),
                letter.discardReason(),
                letter.publishedAt(),
                original,
                history,
                letter.version());
    }
}
