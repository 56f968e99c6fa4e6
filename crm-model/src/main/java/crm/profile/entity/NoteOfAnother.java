package crm.profile.entity;

/** A note is changed by its author only, and deleted by its author or an administrator. */
public class NoteOfAnother extends CustomerException {

    private static final long serialVersionUID = 1L;

    public NoteOfAnother() {
        super("Somebody else wrote this note.");
    }
}
