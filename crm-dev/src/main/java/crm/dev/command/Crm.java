package crm.dev.command;

import crm.dev.Failure;
import crm.dev.run.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The launcher's main class. */
@Command(
        name = "./crm",
        description = "The customer platform on this machine.",
        subcommands = {
            Run.class,
            Status.class,
            Stop.class,
            Clean.class,
            Traffic.class,
            Replay.class,
            Generate.class,
            Bench.class
        })
public final class Crm {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    boolean help;

    private Crm() {}

    public static void main(String[] arguments) {
        // What goes wrong is said in a sentence; the libraries' own words would only bury it.
        Logger.getLogger("").setLevel(Level.SEVERE);
        System.exit(new CommandLine(new Crm())
                .setExecutionExceptionHandler(Crm::explain)
                .setUsageHelpWidth(100)
                .execute(arguments));
    }

    private static int explain(Exception exception, CommandLine command, ParseResult result) {
        PrintWriter err = command.getErr();
        if (exception instanceof Failure failure) {
            err.println(failure.getMessage());
        } else if (exception.toString().contains("No space left on device")) {
            err.println("The disk is full: free some space, or let CRM_HOME name a directory elsewhere.");
        } else {
            err.println(
                    "This should not have happened: " + exception + "; the details are in " + keep(exception) + ".");
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static Path keep(Exception exception) {
        Path file = Home.current().errorLog();
        try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            writer.println(Instant.now());
            exception.printStackTrace(writer);
        } catch (IOException e) {
            exception.addSuppressed(e);
        }
        return file;
    }
}
