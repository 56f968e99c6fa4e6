package crm.dev.lab;

import crm.dev.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How PostgreSQL, which refuses to run as root, is run all the same.
 *
 * <p>An ordinary user runs it directly. Root runs it in a user name space of its own, where it is nobody but its files still
 * belong to it; where name spaces are forbidden, as in many containers, the files are given to the user {@code nobody}.
 */
enum Privilege {
    ORDINARY("env", ""),
    NAME_SPACE("unshare -U", "0:0"),
    NOBODY("setpriv --reuid=65534 --regid=65534 --clear-groups", "65534:65534");

    private final String prefix;
    private final String owner;

    Privilege(String prefix, String owner) {
        this.prefix = prefix;
        this.owner = owner;
    }

    /** The first way in which the program can be run here. */
    static Privilege toRun(String program) throws IOException {
        if (!System.getProperty("user.name").equals("root")) {
            return ORDINARY;
        }
        for (Privilege privilege : List.of(NAME_SPACE, NOBODY)) {
            if (privilege.works(program)) {
                return privilege;
            }
        }
        throw new Failure("PostgreSQL refuses to run as root: start ./crm as an ordinary user,"
                + " or set CRM_HOME to a directory that every user may enter, for example below /var/tmp.");
    }

    ProcessBuilder process(List<String> command) {
        List<String> whole = new ArrayList<>(List.of(prefix.split(" ")));
        whole.addAll(command);
        return new ProcessBuilder(whole);
    }

    /** Makes the files of a directory belong to whom the program runs as; it may have been somebody else the last time. */
    void own(Path directory) throws IOException {
        if (this != ORDINARY) {
            Executable.run(new ProcessBuilder("chown", "-R", owner, directory.toString()));
        }
    }

    private boolean works(String program) throws IOException {
        return Executable.isOnPath(process(List.of()).command().get(0))
                && Executable.run(process(List.of(program, "--version"))) == 0;
    }
}
