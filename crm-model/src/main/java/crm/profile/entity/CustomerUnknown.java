package crm.profile.entity;

/** There is no such customer, or none of whom anything could be said. */
public class CustomerUnknown extends CustomerException {

    private static final long serialVersionUID = 1L;

    public CustomerUnknown() {
        super("There is no such customer.");
    }
}
