package crm.dev.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import crm.dev.Failure;
import crm.dev.lab.Tree;
import crm.dev.lab.WildFlyDistribution;
import crm.dev.run.Home;
import crm.dev.run.Project;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The peer benchmark, copied to where it may build and write, with the application among its contenders. */
public final class PeersBench {

    private final Path peers;
    private final Path directory;
    private final int workers;

    /**
     * A measurement that is yet to begin.
     *
     * @param peers the folder of the benchmark, which stays as it is
     * @param home where it is copied to
     * @param workers of ours
     */
    public PeersBench(Path peers, Home home, int workers) {
        this.peers = peers;
        this.directory = home.directory().resolve("peers");
        this.workers = workers;
    }

    /**
     * Runs it; what it says goes to the console.
     *
     * @param records on the topic
     * @param options of the benchmark, such as {@code only=fold-4,crm}
     */
    public int run(int records, List<String> options) throws IOException, InterruptedException {
        if (!Files.isRegularFile(peers.resolve("run.sh"))) {
            throw new Failure("There is no peer benchmark in " + peers + ": --peers names its folder.");
        }
        if (!Files.exists(directory)) {
            Tree.copy(peers, directory);
        }
        new WildFlyDistribution(Home.current().directory()).unpack();
        writeContender();
        List<String> command = new ArrayList<>(List.of("sh", "run.sh", Integer.toString(records)));
        command.add("contenders=contenders," + contenders());
        command.addAll(options);
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .inheritIO()
                .start()
                .waitFor();
    }

    private Path contenders() {
        return directory.resolve("ours");
    }

    private void writeContender() throws IOException {
        Map<String, String> values = Map.of(
                "workers", Integer.toString(workers),
                "home", Home.current().directory().toString(),
                "root", Project.current().root().toString(),
                "zip", System.getProperty(WildFlyDistribution.ZIP, ""),
                "classpath", System.getProperty("java.class.path"));
        Files.createDirectories(contenders());
        Files.writeString(contenders().resolve("90-crm.properties"), filled(values), ISO_8859_1);
    }

    private static String filled(Map<String, String> values) throws IOException {
        try (InputStream file = PeersBench.class.getResourceAsStream("crm.properties")) {
            String text = new String(file.readAllBytes(), ISO_8859_1);
            for (Map.Entry<String, String> value : values.entrySet()) {
                text = text.replace("${" + value.getKey() + "}", value.getValue());
            }
            return text;
        }
    }
}
