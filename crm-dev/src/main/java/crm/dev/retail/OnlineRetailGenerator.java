package crm.dev.retail;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a file that looks like Online Retail, for machines without the real one; the same seed gives the same file.
 *
 * <p>It has what makes the real one hard: cancellations, anonymous baskets, prices of zero and below, prices with three
 * decimals, duplicate rows, empty and awkward descriptions, stock codes that are no products, and invoices whose rows stand
 * apart.
 */
public final class OnlineRetailGenerator {

    private final long seed;
    private final int invoices;

    /**
     * A generator.
     *
     * @param invoices how many, cancellations included
     */
    public OnlineRetailGenerator(long seed, int invoices) {
        this.seed = seed;
        this.invoices = invoices;
    }

    /** Writes the file, compressed if its name ends in {@code .gz}. */
    public void writeTo(Path file) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(open(file))) {
            csv.writeRecord(RetailFile.COLUMNS);
            new GeneratedShop(seed, invoices).forEachRow(csv::writeRecord);
        }
    }

    private static Writer open(Path file) throws IOException {
        OutputStream bytes = Files.newOutputStream(file);
        boolean gzip = file.toString().endsWith(".gz");
        return new OutputStreamWriter(gzip ? new GZIPOutputStream(bytes) : bytes, StandardCharsets.UTF_8);
    }
}
