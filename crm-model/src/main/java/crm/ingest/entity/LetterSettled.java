package crm.ingest.entity;

/** Somebody has decided about it already. */
public class LetterSettled extends LetterException {

    private static final long serialVersionUID = 1L;

    public LetterSettled(LetterState state) {
        super("The dead letter is " + state.word() + " already; only an open one can be changed. Read it again.");
    }
}
