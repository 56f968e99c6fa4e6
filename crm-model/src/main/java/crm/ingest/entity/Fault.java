package crm.ingest.entity;

import static java.util.Objects.requireNonNull;

/**
 * One thing that is wrong with what was sent.
 *
 * @param pointer JSON Pointer (RFC 6901) to it, empty for the whole
 * @param code for programs, such as {@code missing_field}
 * @param detail for people; never a value that was sent, which may be personal
 */
public record Fault(String pointer, String code, String detail) {

    public Fault {
        requireNonNull(pointer, "pointer");
        requireNonNull(code, "code");
        requireNonNull(detail, "detail");
    }
}
