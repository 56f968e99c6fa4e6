package crm.dev.command;

import crm.dev.Failure;
import crm.dev.bench.FreshnessBench;
import crm.dev.run.Home;
import crm.dev.run.Platform;
import crm.dev.run.Progress;
import crm.dev.run.Project;
import crm.dev.run.Running;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./crm bench freshness}. */
@Command(
        name = "freshness",
        description =
                "Starts the application on a database of its own, below CRM_HOME, lets events arrive at a fixed rate, and prints"
                        + " how long it takes from sending one until its customer's view shows it by HTTP.")
final class BenchFreshness implements Callable<Integer> {

    private static final String OFFSET = "CRM_PORT_OFFSET";

    private final Home home =
            new Home(Home.current().directory().resolve("bench").resolve("freshness"));
    private final Progress progress = new Progress(System.out);

    @Option(names = "--rate", description = "Events in a second (default ${DEFAULT-VALUE}).", defaultValue = "1000")
    private int rate;

    @Option(
            names = "--seconds",
            description = "How long, after twenty seconds to warm up (default ${DEFAULT-VALUE}).",
            defaultValue = "60")
    private int seconds;

    @Override
    public Integer call() throws Exception {
        if (rate < 1 || rate > 100_000 || seconds < 10) {
            throw new Failure("--rate is 1 to 100000, --seconds at least 10.");
        }
        return home.lock().hold(this::measure);
    }

    private int measure() throws Exception {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putIfAbsent(OFFSET, "750"); // beside ./crm run
        Platform platform = Platform.in(home, Project.current(), environment, progress);
        Runtime.getRuntime().addShutdownHook(new Thread(platform::stop, "stop"));
        Running running = platform.start();
        progress.say("");
        progress.say("Ten probes a second for " + seconds + " s, on "
                + Runtime.getRuntime().availableProcessors() + " processors; settings of ./crm run.");
        new FreshnessBench(running, rate, Duration.ofSeconds(seconds)).run(System.out);
        return 0;
    }
}
