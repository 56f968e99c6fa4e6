package crm.ingest.entity;

import java.util.List;
import java.util.Optional;

/**
 * What became of one event that somebody sent.
 *
 * @param index its place among those sent together, from 0
 * @param id as it was sent, else as it was given; empty if there was none to be read
 * @param status {@link #ACCEPTED}: it is in the log and will have its effect; {@link #REJECTED}: it is not, or nobody
 *     knows whether it is ({@code not_written}: send it again under the same id)
 * @param errors why it is rejected
 * @param warnings what is left out of one that is accepted
 */
public record Verdict(int index, Optional<String> id, String status, List<Fault> errors, List<Fault> warnings) {

    public static final String ACCEPTED = "accepted";
    public static final String REJECTED = "rejected";

    public Verdict {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    public boolean accepted() {
        return status.equals(ACCEPTED);
    }
}
