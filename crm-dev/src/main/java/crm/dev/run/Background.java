package crm.dev.run;

import crm.dev.lab.JavaProcess;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A launcher in the background; what it prints is shown until the application is ready. */
public final class Background {

    private static final List<String> PASSED_ON = List.of("crm.home", "crm.root", "crm.wildfly.zip");

    private final Home home;
    private final PrintStream out;
    private volatile boolean isOnItsOwn;

    public Background(Home home, PrintStream out) {
        this.home = home;
        this.out = out;
    }

    /**
     * Runs the command in the background and returns when the application is ready or the launcher has given up.
     *
     * @return the exit code
     */
    public int start(String mainClass, List<String> arguments) throws IOException, InterruptedException {
        Files.createDirectories(home.directory());
        PrivateFile.write(home.launcherLog(), ""); // the password will be in it
        Process launcher = JavaProcess.detached(options(), mainClass, arguments)
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(home.launcherLog().toFile()))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(launcher)));
        follow(launcher);
        isOnItsOwn = true;
        return launcher.isAlive() ? 0 : launcher.exitValue();
    }

    private void follow(Process launcher) throws IOException, InterruptedException {
        try (InputStream log = Files.newInputStream(home.launcherLog())) {
            while (!isReady(launcher) && !launcher.waitFor(100, TimeUnit.MILLISECONDS)) {
                show(log);
            }
            // The launcher prints the address right after it has written the file.
            launcher.waitFor(100, TimeUnit.MILLISECONDS);
            show(log);
        }
    }

    private void show(InputStream log) throws IOException {
        out.write(log.readAllBytes());
        out.flush();
    }

    private boolean isReady(Process launcher) {
        return home.runFile()
                .read()
                .map(running -> running.pids().launcher() == launcher.pid())
                .orElse(false);
    }

    // Ctrl-C before the application is ready means the launcher, too.
    private void stop(Process launcher) {
        if (!isOnItsOwn) {
            launcher.destroy();
            launcher.onExit().join();
        }
    }

    private static List<String> options() {
        List<String> options = new ArrayList<>(List.of("-Xmx256m", "-XX:+UseSerialGC"));
        for (String name : PASSED_ON) {
            options.add("-D" + name + "=" + System.getProperty(name, ""));
        }
        return options;
    }
}
