package crm.profile.entity;

/** A note as it may not be; the code is {@code missing_field}, {@code too_long} or {@code bad_character}. */
public class NoteRefused extends CustomerException {

    private static final long serialVersionUID = 1L;

    private final String code;

    public NoteRefused(String code, String detail) {
        super(detail);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
