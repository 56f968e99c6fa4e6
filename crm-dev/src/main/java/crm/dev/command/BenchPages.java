package crm.dev.command;

import crm.dev.Failure;
import crm.dev.bench.MadeCustomers;
import crm.dev.bench.PagesBench;
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

/** {@code ./crm bench pages}. */
@Command(
        name = "pages",
        description =
                "Makes customers in a database of its own, below CRM_HOME, starts the application on it, and prints how long"
                        + " pages, lists, searches and an export take. The database is kept for the next time.")
final class BenchPages implements Callable<Integer> {

    private static final String OFFSET = "CRM_PORT_OFFSET";

    private final Home home = new Home(Home.current().directory().resolve("bench"));
    private final Progress progress = new Progress(System.out);

    @Option(names = "--customers", description = "How many (default ${DEFAULT-VALUE}).", defaultValue = "1000000")
    private int customers;

    @Option(
            names = "--seconds",
            description = "How long each kind of question is asked (default ${DEFAULT-VALUE}).",
            defaultValue = "5")
    private int seconds;

    @Option(
            names = "--seed",
            description = "The same seed gives the same customers (default ${DEFAULT-VALUE}).",
            defaultValue = "7")
    private int seed;

    @Override
    public Integer call() throws Exception {
        if (customers < 1 || customers > 99_999_999 || seconds < 1 || seed < 0 || seed > 1000) {
            throw new Failure("--customers is 1 to 99999999, --seconds at least 1, --seed 0 to 1000.");
        }
        return home.lock().hold(this::measure);
    }

    private int measure() throws Exception {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putIfAbsent(OFFSET, "700"); // beside ./crm run
        Platform platform = Platform.in(home, Project.current(), environment, progress);
        Runtime.getRuntime().addShutdownHook(new Thread(platform::stop, "stop"));
        Running running = platform.start();
        MadeCustomers made = new MadeCustomers(running.jdbcUrl());
        fill(made);
        progress.say("");
        progress.say(
                made.count() + " customers, seed " + seed + ", each question for " + seconds + " s, one at a time, on "
                        + Runtime.getRuntime().availableProcessors() + " processors; settings of ./crm run.");
        new PagesBench(running, made, customers, Duration.ofSeconds(seconds), System.out).run();
        return 0;
    }

    private void fill(MadeCustomers made) throws Exception {
        long there = made.count();
        if (there == 0) {
            progress.step(customers + " customers made", () -> made.make(customers, seed));
        } else if (there != customers) {
            throw new Failure(
                    "There are " + there + " customers in " + home.directory() + ": ask for as many, or delete it.");
        }
    }
}
