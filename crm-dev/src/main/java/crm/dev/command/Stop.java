package crm.dev.command;

import crm.dev.run.Home;
import crm.dev.run.Launcher;
import crm.dev.run.Platform;
import crm.dev.run.Progress;
import crm.dev.run.Project;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ./crm stop}. */
@Command(name = "stop", description = "Stops everything that runs, in good order; data is kept.")
final class Stop implements Callable<Integer> {

    private final Home home = Home.current();
    private final Progress progress = new Progress(System.out);

    @Override
    public Integer call() throws Exception {
        if (home.lock().isHeld()) {
            progress.step("Everything stopped", new Launcher(home)::stop);
        }
        return home.lock().hold(this::stopLeftovers);
    }

    private int stopLeftovers() {
        Platform.in(home, Project.current(), System.getenv(), progress).stopLeftovers();
        return 0;
    }
}
