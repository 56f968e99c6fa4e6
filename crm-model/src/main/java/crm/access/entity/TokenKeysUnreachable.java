package crm.access.entity;

/** The keys that tokens are signed with are not to be had, so no token can be checked. */
public class TokenKeysUnreachable extends AccessException {

    private static final long serialVersionUID = 1L;

    public TokenKeysUnreachable(Throwable cause) {
        super("Tokens cannot be checked at the moment, as the keys of their issuer cannot be read; try again soon.");
        initCause(cause);
    }
}
