package crm.profile.entity;

/** The customer has no such note. */
public class NoteUnknown extends CustomerException {

    private static final long serialVersionUID = 1L;

    public NoteUnknown() {
        super("The customer has no such note.");
    }
}
