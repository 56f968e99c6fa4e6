package crm.platform.entity;

/** Something outside that this node needs is not there; the same call may succeed when it is. Readiness says what it is. */
public abstract class Unavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    protected Unavailable(String what) {
        super(what);
    }
}
