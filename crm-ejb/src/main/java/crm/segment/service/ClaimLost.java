package crm.segment.service;

/** Somebody else does what this was about to do. */
final class ClaimLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ClaimLost() {
        super("another node does it");
    }
}
