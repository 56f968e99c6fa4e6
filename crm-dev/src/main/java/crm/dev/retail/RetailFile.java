package crm.dev.retail;

import crm.dev.Failure;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** A file with the columns of Online Retail, as CSV or as gzip of it; it can be read any number of times. */
public final class RetailFile {

    static final String[] COLUMNS = {
        "InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country"
    };
    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private static final int GZIP_MAGIC = 0x1f;

    private final Path path;

    public RetailFile(Path path) {
        this.path = path;
    }

    /** Passes on all rows in the order of the file, without keeping them. */
    public void forEachRow(Consumer<RetailRow> consumer) {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(open(), StandardCharsets.UTF_8)) {
            csv.forEach(line -> consumer.accept(row(line)));
        } catch (IOException | CsvParseException e) {
            throw new Failure(path + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private InputStream open() throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(path));
        bytes.mark(1);
        int first = bytes.read();
        bytes.reset();
        return first == GZIP_MAGIC ? new GZIPInputStream(bytes) : bytes;
    }

    private RetailRow row(NamedCsvRecord line) {
        try {
            return new RetailRow(
                    line.getField("InvoiceNo"),
                    line.getField("StockCode"),
                    line.getField("Description").strip(),
                    Integer.parseInt(line.getField("Quantity")),
                    time(line.getField("InvoiceDate")),
                    new BigDecimal(line.getField("UnitPrice")),
                    customer(line.getField("CustomerID")),
                    line.getField("Country"));
        } catch (IllegalArgumentException | NoSuchElementException | DateTimeException e) {
            throw new Failure(
                    "Line " + line.getStartingLineNumber() + " of " + path + " is not a row of Online Retail: "
                            + e.getMessage() + ".",
                    e);
        }
    }

    private static Instant time(String text) {
        return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
    }

    private static Optional<String> customer(String text) {
        String id = text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
        return id.isEmpty() ? Optional.empty() : Optional.of(id);
    }
}
