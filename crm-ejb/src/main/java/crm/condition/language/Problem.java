package crm.condition.language;

import static java.util.Objects.requireNonNull;

/**
 * One thing that is wrong with a definition.
 *
 * @param pointer JSON Pointer (RFC 6901) to it, empty for the whole
 * @param code for programs: {@code missing_field}, {@code wrong_type}, {@code unknown_key}, {@code unknown_value}, {@code
 *     out_of_range}, {@code not_allowed}, {@code too_deep}, {@code too_many_nodes}, {@code too_many_steps}, {@code
 *     invalid_pattern}, {@code unknown_segment}, {@code unknown_step}, {@code cycle}
 * @param detail for people, says what to do
 */
public record Problem(String pointer, String code, String detail) {

    public Problem {
        requireNonNull(pointer, "pointer");
        requireNonNull(code, "code");
        requireNonNull(detail, "detail");
    }
}
