package crm.it.lab;

import crm.dev.lab.Port;
import crm.dev.lab.Tree;
import crm.dev.lab.WildFlyDistribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * What the server that Arquillian manages needs, started before it and stopped after it: the database, the broker, a base
 * directory beside the untouched distribution. Only where integration tests run.
 */
public final class SharedLab implements LauncherSessionListener {

    /** Password of the account {@code admin}. */
    public static final String ADMIN_PASSWORD = "correct-horse-battery-staple";

    /** Slow clients are let go sooner than they would be, so that tests need not wait. */
    private static final Map<String, Object> IMPATIENCE = Map.of(
            "crm.http.head-timeout", 3000,
            "crm.http.read-timeout", 5000,
            "crm.http.body-grace", "PT4S");

    private static final int HTTP = 8080;
    private static final int MANAGEMENT = 9990;

    private static Lab lab;
    private static TokenIssuer tokens;
    private static int offset;

    /** The database and broker of the shared server. */
    public static Lab lab() {
        return lab;
    }

    /** The issuer of tokens that the shared server trusts. */
    public static TokenIssuer tokens() {
        return tokens;
    }

    /** The shared server's address. */
    public static String http() {
        return "http://127.0.0.1:" + (HTTP + offset);
    }

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (System.getProperty("crm.it.lab") == null) {
            return;
        }
        lab = Lab.start("shared");
        tokens = TokenIssuer.in(Lab.directory("shared"));
        offset = freeOffset();
        WildFlyDistribution distribution = Lab.distribution();
        Path base = Lab.directory("shared").resolve("server");
        copy(distribution.home().resolve("standalone"), base);
        System.setProperty("crm.it.wildfly.home", distribution.home().toString());
        System.setProperty("crm.it.wildfly.management", "" + (MANAGEMENT + offset));
        // More than a server needs that runs one application: its idle threads keep some of those that were here
        // before.
        System.setProperty("crm.it.wildfly.options", "-Xmx1g " + options(base));
    }

    private static String options(Path base) {
        Map<String, Object> properties = new TreeMap<>(Map.of(
                "jboss.server.base.dir", base,
                "jboss.server.log.dir", base.resolve("log"),
                "jboss.socket.binding.port-offset", offset,
                "crm.db.url", lab.postgres().url(),
                "crm.db.user", lab.postgres().user(),
                "crm.db.password", lab.postgres().password(),
                "crm.kafka.bootstrap.servers", lab.broker().bootstrapServers(),
                "crm.admin.password", ADMIN_PASSWORD,
                "crm.master-key-file", lab.masterKey()));
        properties.putAll(Map.of(
                "crm.access.lock-first",
                "PT1M", // slow machines have to see a lock before it ends
                "crm.jwt.issuer",
                TokenIssuer.NAME,
                "crm.jwt.audience",
                TokenIssuer.AUDIENCE,
                "crm.jwt.keys",
                tokens.keys()));
        properties.put("crm.events.retention", "P36500D"); // a hundred years
        properties.putAll(IMPATIENCE);
        return properties.entrySet().stream()
                .map(property -> "-D" + property.getKey() + "=" + property.getValue())
                .collect(Collectors.joining(" "));
    }

    private static int freeOffset() {
        int offset = 1000;
        while (!Port.isFree(HTTP + offset) || !Port.isFree(MANAGEMENT + offset) || !Port.isFree(8443 + offset)) {
            offset += 100;
        }
        return offset;
    }

    private static void copy(Path from, Path to) {
        try {
            Tree.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (lab != null) {
            lab.close();
        }
    }
}
