package crm.dev.run;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The source tree that {@code ./crm} stands in.
 *
 * @param root its top directory
 */
public record Project(Path root) {

    /** The project that the script names, this directory if there is no script. */
    public static Project current() {
        return new Project(
                Path.of(System.getProperty("crm.root", ".")).toAbsolutePath().normalize());
    }

    /** The built application; {@code CRM_EAR} may name another. */
    public Path ear(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("CRM_EAR"))
                .map(Path::of)
                .orElse(root.resolve("crm-ear/target/crm.ear"));
    }

    /** The server configuration laid over the stock one. */
    public Path overlay() {
        return root.resolve("crm-ear/src/main/server/crm.yml");
    }
}
