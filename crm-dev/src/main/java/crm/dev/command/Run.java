package crm.dev.command;

import crm.dev.Failure;
import crm.dev.lab.Daemon;
import crm.dev.run.Background;
import crm.dev.run.Home;
import crm.dev.run.Platform;
import crm.dev.run.Progress;
import crm.dev.run.Project;
import crm.dev.run.Running;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./crm run}. */
@Command(
        name = "run",
        description = "Builds what has changed, starts PostgreSQL, Kafka and WildFly with the application, and waits"
                + " until it is ready. Ctrl-C stops all of it; data is kept.",
        footer = {
            "",
            "Environment:",
            "  CRM_HOME            directory for data, logs and servers (default .crm)",
            "  CRM_PORT_OFFSET     added to all ports: HTTP 8080, HTTPS 8443, management 9990, Kafka 9092",
            "                      and 19092, PostgreSQL 15432",
            "  CRM_ADMIN_PASSWORD  password of the user admin (default: generated once and kept)",
            "  CRM_CLOCK_START     where the business clock starts, for example 2011-10-01T00:00:00Z",
            "  CRM_CLOCK_SPEED     how much faster than real time it runs",
            "  CRM_...             every other setting of the application",
            "  JAVA_HOME           the JDK to use, 17 or newer"
        })
final class Run implements Callable<Integer> {

    private final Home home = Home.current();
    private final Progress progress = new Progress(System.out);

    @Option(
            names = {"-d", "--detach"},
            description = "Return when the application is ready and leave it running; see ./crm stop.")
    private boolean detach;

    @Option(names = "--in-background", hidden = true, description = "What --detach starts in the background.")
    private boolean inBackground;

    @Override
    public Integer call() throws Exception {
        if (detach) {
            home.lock().requireFree();
            return new Background(home, System.out).start(Crm.class.getName(), List.of("run", "--in-background"));
        }
        return home.lock().hold(this::run);
    }

    private int run() throws IOException {
        long begin = System.nanoTime();
        Platform platform = Platform.in(home, Project.current(), System.getenv(), progress);
        Runtime.getRuntime().addShutdownHook(new Thread(platform::stop, "stop"));
        Running running = platform.start();
        greet(running, Duration.ofNanos(System.nanoTime() - begin));
        Daemon ended = platform.awaitUnexpectedEnd();
        throw new Failure(ended.name() + " has ended unexpectedly, so all is being stopped: see " + ended.log()
                + ", then start again with ./crm run.");
    }

    private void greet(Running running, Duration duration) {
        progress.say("");
        progress.say("Ready after " + Progress.seconds(duration) + ": " + running.application());
        progress.say("User " + running.user() + ", password " + running.password());
        progress.say(inBackground ? "It goes on in the background; stop it with ./crm stop." : "Ctrl-C stops it.");
    }
}
