package crm.dev;

/** Something went wrong that a person can put right; the message is one sentence that says what and how. */
public final class Failure extends RuntimeException {

    public Failure(String sentence) {
        super(sentence);
    }

    public Failure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
