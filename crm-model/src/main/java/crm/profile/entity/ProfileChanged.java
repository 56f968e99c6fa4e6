package crm.profile.entity;

/** The profile is no longer the version that was read. */
public class ProfileChanged extends CustomerException {

    private static final long serialVersionUID = 1L;

    public ProfileChanged() {
        super("The customer was changed meanwhile; read it again.");
    }
}
