package crm.dev.shop;

/** What was sent may not have arrived; to send it again does no harm. */
final class Unreachable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unreachable(String who, Throwable cause) {
        super(who, cause);
    }
}
