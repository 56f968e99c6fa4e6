package crm.dev.command;

import crm.dev.retail.OnlineRetailGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./crm generate}. */
@Command(
        name = "generate",
        description = "Writes a made-up file in the format of Online Retail, to replay without the real one.")
final class Generate implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The file to write; compressed if its name ends in .gz.")
    private Path file;

    @Option(names = "--invoices", description = "How many invoices (default ${DEFAULT-VALUE}).", defaultValue = "5000")
    private int invoices;

    @Option(
            names = "--seed",
            description = "The same seed gives the same file (default ${DEFAULT-VALUE}).",
            defaultValue = "1")
    private long seed;

    @Override
    public Integer call() throws IOException {
        new OnlineRetailGenerator(seed, invoices).writeTo(file);
        System.out.println(invoices + " invoices are in " + file + ".");
        return 0;
    }
}
