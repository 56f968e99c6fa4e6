package crm.dev.command;

import crm.dev.bench.PeersBench;
import crm.dev.run.Home;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./crm bench peers}. */
@Command(
        name = "peers",
        description =
                "Runs the peer benchmark in a copy below CRM_HOME, with this application among its contenders, and prints its"
                        + " table: events a second and CPU per event of each, and whether it was exact.")
final class BenchPeers implements Callable<Integer> {

    @Parameters(
            index = "0",
            arity = "0..1",
            description = "Records on the topic (default ${DEFAULT-VALUE}).",
            defaultValue = "200000")
    private int records;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            description = "Options of the benchmark, such as phases=throughput; see its README.")
    private List<String> options = List.of();

    @Option(
            names = "--peers",
            description = "The folder of the benchmark (default ${DEFAULT-VALUE}).",
            defaultValue = "../shared/bench/peers")
    private Path peers;

    @Option(names = "--workers", description = "Of ours (default ${DEFAULT-VALUE}).", defaultValue = "4")
    private int workers;

    @Option(
            names = "--server-options",
            description = "Of the JVM of our server (default ${DEFAULT-VALUE}).",
            defaultValue = "-XX:+UseSerialGC -Xms1g -Xmx1g -Xmn640m -XX:TieredStopAtLevel=1")
    private String serverOptions;

    @Override
    public Integer call() throws Exception {
        List<String> given = new ArrayList<>(options);
        if (given.stream().noneMatch(option -> option.startsWith("only="))) {
            given.add("only=fold-4,spring-tuned,crm");
        }
        return new PeersBench(peers.toAbsolutePath().normalize(), Home.current(), workers, serverOptions)
                .run(records, given);
    }
}
