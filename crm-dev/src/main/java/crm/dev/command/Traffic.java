package crm.dev.command;

import crm.dev.Failure;
import crm.dev.run.Home;
import crm.dev.shop.Place;
import crm.dev.shop.ShopFiles;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./crm traffic}. */
@Command(
        name = "traffic",
        description =
                "Says what the simulated shop is doing, and steers it while the application runs. It follows within a"
                        + " second, and what was said is remembered by later runs.",
        synopsisSubcommandLabel = "[start|stop|rate N|status]",
        footer = {
            "",
            "At its first start the shop tells the history of a year, then goes on live; after a pause it makes up",
            "for the days between."
        })
final class Traffic implements Callable<Integer> {

    private final Home home = Home.current();
    private final ShopFiles files = new ShopFiles(home);

    @Override
    public Integer call() {
        requireRunning();
        Optional<Place> place = files.place();
        System.out.println("The shop is " + place.map(Place::state).orElse("closed") + ".");
        place.ifPresent(Traffic::describe);
        return 0;
    }

    private static void describe(Place place) {
        System.out.println(String.format(
                Locale.ROOT, "Told: %,d events of its history, %,d of its crowd.", place.told(), place.live()));
    }

    @Command(name = "status", description = "Says what the shop is doing.")
    int status() {
        return call();
    }

    @Command(name = "start", description = "Opens the shop.")
    int start() {
        requireRunning();
        files.write(files.wish().opened(Instant.now()));
        System.out.println("The shop is opening.");
        return 0;
    }

    @Command(name = "stop", description = "Closes the shop: from now on there is only what you send yourself.")
    int stop() {
        requireRunning();
        files.write(files.wish().closed());
        System.out.println("The shop is closing; ./crm traffic start opens it again.");
        return 0;
    }

    @Command(name = "rate", description = "Sets how much happens.")
    int rate(@Parameters(paramLabel = "N", description = "Events a second, from 0.1 to 200; usually 3.") double rate) {
        requireRunning();
        files.write(files.wish().at(rate));
        System.out.println("The shop changes its pace.");
        return 0;
    }

    private void requireRunning() {
        if (!home.lock().isHeld()) {
            throw new Failure("Nothing is running: start it first with ./crm run.");
        }
    }
}
