package crm.dev.command;

import crm.dev.run.Home;
import crm.dev.run.Platform;
import crm.dev.run.Progress;
import crm.dev.run.Project;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./crm clean}. */
@Command(
        name = "clean",
        description = "Deletes all data, logs and passwords of a stopped system; the next run is a first one.")
final class Clean implements Callable<Integer> {

    private final Home home = Home.current();

    @Option(names = "--all", description = "Delete the unpacked WildFly and PostgreSQL as well.")
    private boolean all;

    @Override
    public Integer call() throws Exception {
        home.lock().hold(this::clean);
        System.out.println("Data under " + home.directory() + " is deleted.");
        return 0;
    }

    private Void clean() throws IOException {
        Platform.in(home, Project.current(), System.getenv(), new Progress(System.out))
                .stopLeftovers();
        home.clean(all);
        return null;
    }
}
