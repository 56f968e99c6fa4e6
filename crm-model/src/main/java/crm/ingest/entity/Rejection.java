package crm.ingest.entity;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why a delivery is no event.
 *
 * @param pointer JSON Pointer (RFC 6901) to the part at fault, empty for the whole
 * @param detail one sentence for people; names fields and expectations, never values, which may be personal
 */
public record Rejection(Code code, String pointer, String detail) implements Decoded {

    public Rejection {
        requireNonNull(code, "code");
        requireNonNull(pointer, "pointer");
        requireNonNull(detail, "detail");
    }

    /** The reasons a dead letter can have; written in lower case outside. */
    public enum Code {
        NOT_JSON,
        NO_ENVELOPE,
        MISSING_FIELD,
        WRONG_TYPE,
        NO_CUSTOMER,
        CUSTOMER_CONFLICT,
        TIME_IN_FUTURE,
        TOO_OLD,
        TOO_LARGE,
        HANDLER_FAILED;

        /** As written outside. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Code> of(String word) {
            return Stream.of(values()).filter(code -> code.word().equals(word)).findFirst();
        }
    }
}
