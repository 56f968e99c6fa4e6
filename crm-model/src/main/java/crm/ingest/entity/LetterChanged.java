package crm.ingest.entity;

/** It is not the version that was seen. */
public class LetterChanged extends LetterException {

    private static final long serialVersionUID = 1L;

    public LetterChanged() {
        super("The dead letter is not the one you have seen; read it again.");
    }
}
