package crm.dev.retail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnlineRetailGeneratorTest {

    @TempDir
    private Path directory;

    @Test
    void writesTheSameFileForTheSameSeed() throws IOException {
        assertThat(generate("a.csv", 7)).hasSameBinaryContentAs(generate("b.csv", 7));
        assertThat(Files.mismatch(generate("a.csv", 7), generate("c.csv", 8))).isNotNegative();
    }

    @Test
    void hasWhatMakesTheRealFileHard() throws IOException {
        List<RetailRow> rows = rows(generate("retail.csv.gz", 1));

        assertThat(rows).anyMatch(row -> row.invoice().startsWith("C") && row.quantity() < 0);
        assertThat(rows).anyMatch(row -> row.customer().isEmpty());
        assertThat(rows).anyMatch(row -> row.unitPrice().signum() < 0);
        assertThat(rows).anyMatch(row -> row.unitPrice().signum() == 0);
        assertThat(rows).anyMatch(row -> row.unitPrice().scale() == 3);
        assertThat(rows).anyMatch(row -> row.description().isEmpty());
        assertThat(rows).anyMatch(row -> row.description().contains(","));
        assertThat(rows).extracting(RetailRow::country).contains("United Kingdom", "Japan");
        assertThat(new HashSet<>(rows)).hasSizeLessThan(rows.size());
        assertThat(invoicesInPieces(rows)).isPositive();
    }

    @Test
    void isMappedWithoutLosingAPenny() throws IOException {
        Path file = generate("retail.csv", 3);
        RetailTotals totals = new RetailTotals();
        OnlineRetail.forEachEvent(new RetailFile(file), totals::add);

        BigDecimal sum = rows(file).stream().map(RetailRow::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(totals.net()).isEqualByComparingTo(sum);
        assertThat(totals.invoices()).isEqualTo(1000);
    }

    private Path generate(String name, long seed) throws IOException {
        Path file = directory.resolve(name);
        new OnlineRetailGenerator(seed, 1000).writeTo(file);
        return file;
    }

    private static List<RetailRow> rows(Path file) {
        List<RetailRow> rows = new ArrayList<>();
        new RetailFile(file).forEachRow(rows::add);
        return rows;
    }

    private static long invoicesInPieces(List<RetailRow> rows) {
        List<String> pieces = new ArrayList<>();
        for (RetailRow row : rows) {
            if (pieces.isEmpty() || !pieces.get(pieces.size() - 1).equals(row.invoice())) {
                pieces.add(row.invoice());
            }
        }
        return pieces.size() - pieces.stream().distinct().count();
    }
}
