package crm.dev.command;

import crm.dev.Failure;
import crm.dev.chaos.Campaign;
import crm.dev.chaos.Findings;
import crm.dev.chaos.Mutant;
import crm.dev.chaos.Mutation;
import crm.dev.chaos.Plan;
import crm.dev.chaos.Report;
import crm.dev.chaos.Site;
import crm.dev.lab.JavaProcess;
import crm.dev.lab.Tree;
import crm.dev.run.Home;
import crm.dev.run.Ports;
import crm.dev.run.Progress;
import crm.dev.run.Project;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./crm bench chaos}. */
@Command(
        name = "chaos",
        description =
                "Sends events, twice, late and broken, to two servers of its own while everything breaks, and holds every"
                        + " profile, event, dead letter and published record against an oracle. Exit code 1 if anything differs. What"
                        + " was interrupted goes on with the same command.",
        footer = {"", "Example:", "  ./crm bench chaos --events 1000000 --seed 1 --faults 30 --detach"})
final class BenchChaos implements Callable<Integer> {

    private static final String OFFSET = "CRM_PORT_OFFSET";
    private static final int SECOND = 50;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final Home home = new Home(Home.current().directory().resolve("chaos"));
    private final Progress progress = new Progress(System.out);
    private final Path diary = home.directory().resolve("chaos.json");

    @Option(names = "--events", description = "How many (default ${DEFAULT-VALUE}).", defaultValue = "200000")
    private int events;

    @Option(
            names = "--seed",
            description = "The same seed gives the same events and faults (default ${DEFAULT-VALUE}).",
            defaultValue = "1")
    private long seed;

    @Option(
            names = "--faults",
            description =
                    "How many, of all kinds by turns, or which, such as kill,freeze,kill (default ${DEFAULT-VALUE}).",
            defaultValue = "11")
    private String faults;

    @Option(names = "--new", description = "Forget an interrupted run.")
    private boolean anew;

    @Option(
            names = {"-d", "--detach"},
            description = "Return at once; what it prints goes to a file.")
    private boolean detach;

    @Option(
            names = "--mutation",
            description =
                    "Build a copy of the application that breaks its promise, and show that it is found out: ${COMPLETION-CANDIDATES}.",
            completionCandidates = Mutations.class)
    private String mutation;

    /** What there is. */
    static final class Mutations extends ArrayList<String> {

        private static final long serialVersionUID = 1;

        Mutations() {
            super(Mutation.NAMES);
        }
    }

    @Override
    public Integer call() throws Exception {
        if (events < 1 || events > 100_000_000) {
            throw new Failure("--events is 1 to 100000000.");
        }
        if (detach) {
            return goOnInBackground();
        }
        return home.lock().hold(() -> mutation == null ? run() : runMutant(Mutation.of(mutation)));
    }

    /** Succeeds if the mutant is found out. */
    private int runMutant(Mutation mutant) throws Exception {
        tell("Building the mutant " + mutant.name() + ": " + mutant.what());
        Path ear = new Mutant(Project.current().root(), home.directory().resolve("mutant")).build(mutant);
        forget();
        boolean foundOut = run(Plan.of(events, seed, mutant.faults()), ear).has(mutant.shows());
        progress.say(foundOut ? "The mutant " + mutant.name() + " was found out." : "The mutant was not found out.");
        return foundOut ? 0 : 1;
    }

    private int run() throws Exception {
        if (anew || Campaign.isFinished(diary)) {
            forget();
        }
        return run(Plan.of(events, seed, faults), Project.current().ear(System.getenv()))
                        .none()
                ? 0
                : 1;
    }

    private int goOnInBackground() throws IOException {
        home.lock().requireFree();
        Files.createDirectories(home.directory());
        List<String> arguments = new ArrayList<>(
                List.of("bench", "chaos", "--events", "" + events, "--seed", "" + seed, "--faults", faults));
        if (anew) {
            arguments.add("--new");
        }
        if (mutation != null) {
            arguments.add("--mutation=" + mutation);
        }
        Path log = home.directory().resolve("chaos.log");
        Process process = JavaProcess.detached(options(), Crm.class.getName(), arguments)
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .start();
        progress.say("It goes on in the background (pid " + process.pid() + "); read " + log + ".");
        return 0;
    }

    private static List<String> options() {
        List<String> options = new ArrayList<>(List.of("-Xmx1g", "-XX:+UseSerialGC"));
        for (String name : List.of("crm.home", "crm.root", "crm.wildfly.zip")) {
            options.add("-D" + name + "=" + System.getProperty(name, ""));
        }
        return options;
    }

    private Findings run(Plan plan, Path ear) throws Exception {
        Site site = new Site(
                new Site.Ground(home, home.directory(), ear, Project.current().overlay(), ports()));
        Runtime.getRuntime().addShutdownHook(new Thread(site::close, "stop"));
        Report report = new Campaign(site, plan, diary, this::tell).run();
        Files.write(home.directory().resolve("report.md"), report.lines());
        report.lines().forEach(progress::say);
        return report.findings();
    }

    private void forget() throws IOException {
        home.clean(false);
        Tree.delete(home.directory().resolve("server-2"));
        Files.deleteIfExists(diary);
    }

    private static Site.Ports ports() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putIfAbsent(OFFSET, "800"); // beside ./crm run
        Ports ports = Ports.from(environment);
        return new Site.Ports(
                ports.kafka(), ports.kafkaController(), ports.postgres(), ports.offset(), ports.offset() + SECOND);
    }

    private void tell(String line) {
        progress.say(LocalTime.now(ZoneId.systemDefault()).format(CLOCK) + " " + line);
    }
}
