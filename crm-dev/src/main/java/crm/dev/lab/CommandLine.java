package crm.dev.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines: of processes that run, and what to put before one so that Ctrl-C in a terminal does not reach it. */
final class CommandLine {

    private CommandLine() {}

    /** The command line of a process of ours, empty if it cannot be read. */
    static String of(ProcessHandle process) {
        // Java gives up on command lines longer than a page, and a class path is easily that long.
        Path linux = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        try {
            return new String(Files.readAllBytes(linux), StandardCharsets.UTF_8).replace('\0', ' ');
        } catch (IOException elsewhere) {
            return process.info().commandLine().orElse("");
        }
    }

    /** The command in a session of its own, so that we choose the order in which things stop. */
    static List<String> detached(List<String> command) {
        return Executable.isOnPath("setsid") ? with("setsid", command) : command;
    }

    private static List<String> with(String prefix, List<String> command) {
        List<String> whole = new ArrayList<>();
        whole.add(prefix);
        whole.addAll(command);
        return whole;
    }
}
