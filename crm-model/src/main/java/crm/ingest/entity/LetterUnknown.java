package crm.ingest.entity;

/** There is none of this id. */
public class LetterUnknown extends LetterException {

    private static final long serialVersionUID = 1L;

    public LetterUnknown() {
        super("There is no dead letter of this id.");
    }
}
