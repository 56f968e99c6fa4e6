package crm.profile.entity;

import java.util.Optional;

/** The source of events that people make here: who it was. */
public final class EditSource {

    private static final String PREFIX = "urn:crm:user:";

    private EditSource() {}

    /**
     * The source of what somebody says here.
     *
     * @param user name of an account, or of a system that calls with a token
     */
    public static String of(String user) {
        return PREFIX + user;
    }

    /** Who made an event of this source here; empty if it came from elsewhere. */
    public static Optional<String> user(String source) {
        return source.startsWith(PREFIX) ? Optional.of(source.substring(PREFIX.length())) : Optional.empty();
    }
}
