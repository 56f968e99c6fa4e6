package crm.dev.command;

import crm.dev.Failure;
import crm.dev.run.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./crm bench segments}. */
@Command(
        name = "segments",
        description =
                "Holds memberships of random segments, kept while random histories come in in disorder and twice, against a plain"
                        + " evaluator, and says how many were compared and which seeds differ.")
final class BenchSegments implements Callable<Integer> {

    @Option(
            names = "--cases",
            description = "How many memberships to compare (default ${DEFAULT-VALUE}).",
            defaultValue = "1000000")
    private long cases;

    @Option(
            names = "--seed",
            description =
                    "Of the first history, the next one has the next: goes on where another run was (default ${DEFAULT-VALUE}).",
            defaultValue = "1")
    private long seed;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (cases < 1) {
            throw new Failure("--cases is at least 1.");
        }
        Path root = Project.current().root();
        List<String> command = List.of(
                root.resolve("mvnw").toString(),
                "-q",
                "-B",
                "-pl",
                "crm-ejb",
                "-am",
                "test",
                "-Dtest=ManyMemberships",
                "-Dsurefire.failIfNoSpecifiedTests=false",
                "-Dspotless.check.skip=true",
                "-Dcrm.test.comparisons=" + cases,
                "-Dcrm.test.seed=" + seed);
        return new ProcessBuilder(command)
                .directory(root.toFile())
                .inheritIO()
                .start()
                .waitFor();
    }
}
