package crm.access.entity;

/** More passwords have to be checked than can be at the moment. Says nothing of the password. */
public class LoginsBusy extends AccessException {

    private static final long serialVersionUID = 1L;

    public LoginsBusy() {
        super("Too many logins are being checked at the moment; try again soon.");
    }
}
