package crm.dev.lab;

import java.util.ArrayList;
import java.util.List;

/** Another JVM of the same version with the same class path. */
public final class JavaProcess {

    private JavaProcess() {}

    /** A process of its own session, so that it outlives this one and no Ctrl-C in a terminal reaches it. */
    public static ProcessBuilder detached(List<String> options, String mainClass, List<String> arguments) {
        ProcessBuilder process = of(options, mainClass, arguments);
        return process.command(CommandLine.detached(process.command()));
    }

    static ProcessBuilder of(List<String> options, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Executable.java());
        command.addAll(options);
        command.add(mainClass);
        command.addAll(arguments);
        ProcessBuilder process = new ProcessBuilder(command);
        // Not as an argument: command lines stay short enough to be read in a process list.
        process.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return process;
    }
}
