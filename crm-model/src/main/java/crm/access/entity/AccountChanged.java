package crm.access.entity;

/** Somebody else changed the account in the meantime. */
public class AccountChanged extends AccessException {

    private static final long serialVersionUID = 1L;

    public AccountChanged() {
        super("The account is not the one you have seen; read it again.");
    }
}
