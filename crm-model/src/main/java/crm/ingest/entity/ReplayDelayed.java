package crm.ingest.entity;

/** The replay failed for a cause that will pass, and changed nothing. */
public class ReplayDelayed extends LetterException {

    private static final long serialVersionUID = 1L;

    public ReplayDelayed(Throwable cause) {
        super("Nothing can be replayed at the moment, and nothing was changed; try again soon.", cause);
    }
}
