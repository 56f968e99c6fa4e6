package crm.access.entity;

/** Without this account nobody could manage accounts any more. */
public class LastAdmin extends AccessException {

    private static final long serialVersionUID = 1L;

    public LastAdmin() {
        super("This is the last account with the role admin; give the role to another one first.");
    }
}
