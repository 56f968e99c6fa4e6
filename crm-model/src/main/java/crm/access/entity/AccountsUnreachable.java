package crm.access.entity;

/** Nobody can say at the moment who is who, as the database is away. Says nothing of the password. */
public class AccountsUnreachable extends AccessException {

    private static final long serialVersionUID = 1L;

    /** @param cause may be null */
    public AccountsUnreachable(Throwable cause) {
        super("Logins cannot be checked at the moment, as the database is away; try again soon.");
        initCause(cause);
    }
}
