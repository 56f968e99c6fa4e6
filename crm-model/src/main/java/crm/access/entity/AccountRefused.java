package crm.access.entity;

/** An account as it may not be. */
public class AccountRefused extends AccessException {

    private static final long serialVersionUID = 1L;

    private final String pointer;
    private final String code;

    /** @param pointer JSON Pointer to the field at fault */
    public AccountRefused(String pointer, String code, String message) {
        super(message);
        this.pointer = pointer;
        this.code = code;
    }

    public String pointer() {
        return pointer;
    }

    public String code() {
        return code;
    }
}
