package crm.dev.lab;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Programs of the machine we run on. */
final class Executable {

    private Executable() {}

    static boolean isOnPath(String name) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .anyMatch(Files::isExecutable);
    }

    /** The {@code java} this program itself runs on. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Runs a short-lived program without output and returns its exit code. */
    static int run(ProcessBuilder program) throws IOException {
        return run(program, Redirect.DISCARD);
    }

    /** Runs a short-lived program and returns its exit code. */
    static int run(ProcessBuilder program, Redirect output) throws IOException {
        try {
            return program.redirectErrorStream(true)
                    .redirectOutput(output)
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + program.command().get(0) + " was running", e);
        }
    }
}
