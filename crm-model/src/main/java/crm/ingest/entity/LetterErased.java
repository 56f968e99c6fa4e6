package crm.ingest.entity;

/** What it said was erased with its person. */
public class LetterErased extends LetterException {

    private static final long serialVersionUID = 1L;

    public LetterErased() {
        super("What the dead letter said was erased with the customer it belonged to; discard it.");
    }
}
