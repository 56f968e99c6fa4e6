package crm.it.access;

import static org.assertj.core.api.Assertions.assertThat;

import crm.it.lab.Crm;
import crm.it.lab.SharedLab;
import java.util.UUID;

/** Makes accounts that no other test knows. */
final class Accounts {

    static final String PASSWORD = "seven green bottles";

    private Accounts() {}

    /** The name of a new person. */
    static String person(String role) {
        return made(role, "\"password\": \"" + PASSWORD + "\"");
    }

    /** The name of a new system without a password. */
    static String client(String role) {
        return made(role, "\"kind\": \"client\"");
    }

    /** The name of a new person who must change the password. */
    static String newcomer(String role) {
        return made(role, "\"password\": \"" + PASSWORD + "\", \"must_change_password\": true");
    }

    private static String made(String role, String rest) {
        String name = "it-" + UUID.randomUUID().toString().substring(0, 13);
        int status = admin().put("/api/v1/users/" + name, "{\"roles\": [\"" + role + "\"], " + rest + "}")
                .status();
        assertThat(status).isEqualTo(201);
        return name;
    }

    static Crm as(String name, String password) {
        return Crm.as(SharedLab.http(), name, password);
    }

    static Crm admin() {
        return as("admin", SharedLab.ADMIN_PASSWORD);
    }

    static int status(Crm crm) {
        return crm.get("/api/v1/me").status();
    }
}
