package crm.dev.command;

import crm.dev.Failure;
import crm.dev.lab.Daemon;
import crm.dev.run.Background;
import crm.dev.run.Home;
import crm.dev.run.LiveLine;
import crm.dev.run.Platform;
import crm.dev.run.Progress;
import crm.dev.run.Project;
import crm.dev.run.Running;
import crm.dev.shop.ShopFiles;
import crm.dev.shop.ShopTraffic;
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
                + " until it is ready; then a simulated shop comes in, see ./crm traffic --help. Ctrl-C stops all of it;"
                + " data is kept.",
        footer = {
            "",
            "Environment:",
            "  CRM_HOME            directory for data, logs and servers (default .crm)",
            "  CRM_PORT_OFFSET     added to all ports: HTTP 8080, HTTPS 8443, management 9990, Kafka 9092",
            "                      and 19092, PostgreSQL 15432",
            "  CRM_ADMIN_PASSWORD  password of the user admin (default: generated once and kept)",
            "  CRM_CLOCK_START     where the business clock starts, for example 2011-10-01T00:00:00Z",
            "  CRM_CLOCK_SPEED     how much faster than real time it runs",
            "  CRM_SHOP_SEED       another number makes another simulated shop (default 1; kept from the first run on)",
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

    @Option(
            names = "--no-traffic",
            description = "Leave the simulated shop out of this run; ./crm traffic start opens it all the same.")
    private boolean noTraffic;

    @Option(names = "--in-background", hidden = true, description = "What --detach starts in the background.")
    private boolean inBackground;

    private volatile ShopTraffic shop;

    @Override
    public Integer call() throws Exception {
        if (detach) {
            home.lock().requireFree();
            return new Background(home, System.out).start(Crm.class.getName(), inBackground());
        }
        return home.lock().hold(this::run);
    }

    private List<String> inBackground() {
        return noTraffic ? List.of("run", "--in-background", "--no-traffic") : List.of("run", "--in-background");
    }

    private int run() throws IOException {
        long begin = System.nanoTime();
        Platform platform = Platform.in(home, Project.current(), System.getenv(), progress);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(platform), "stop"));
        Running running = platform.start();
        greet(running, Duration.ofNanos(System.nanoTime() - begin));
        open(running);
        Daemon ended = platform.awaitUnexpectedEnd();
        throw new Failure(ended.name() + " has ended unexpectedly, so all is being stopped: see " + ended.log()
                + ", then start again with ./crm run.");
    }

    private void open(Running running) {
        shop = new ShopTraffic(home, running, System.getenv(), progress, new LiveLine(System.out), noTraffic);
        shop.start();
    }

    private void stop(Platform platform) {
        if (shop != null) {
            shop.close();
        }
        platform.stop();
    }

    private void greet(Running running, Duration duration) {
        progress.say("");
        progress.say("Ready after " + Progress.seconds(duration) + ": " + running.application());
        progress.say("User " + running.user() + ", password " + running.password());
        progress.say(traffic());
        progress.say(inBackground ? "It goes on in the background; stop it with ./crm stop." : "Ctrl-C stops it.");
    }

    private String traffic() {
        return noTraffic || !new ShopFiles(home).wish().open()
                ? "The simulated shop is closed; ./crm traffic start opens it."
                : "A simulated shop comes in from now on; ./crm traffic stop closes it.";
    }
}
