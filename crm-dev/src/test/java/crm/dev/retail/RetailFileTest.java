package crm.dev.retail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.dev.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetailFileTest {

    private static final String HEADER =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

    @TempDir
    private Path directory;

    @Test
    void readsARow() throws IOException {
        RetailRow row = read("536381,82567,\"AIRLINE LOUNGE,METAL SIGN \",2,2010-12-01 09:41:00,2.1,15311.0,EIRE\n")
                .get(0);

        assertThat(row.description()).isEqualTo("AIRLINE LOUNGE,METAL SIGN");
        assertThat(row.time()).isEqualTo(Instant.parse("2010-12-01T09:41:00Z"));
        assertThat(row.customer()).contains("15311");
        assertThat(row.amount()).isEqualByComparingTo("4.2");
    }

    @Test
    void saysWhichLineIsWrong() {
        assertThatThrownBy(() -> read("536381,82567,SIGN,two,2010-12-01 09:41:00,2.1,,EIRE\n"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("Line 2 of ");
    }

    private List<RetailRow> read(String lines) throws IOException {
        Path file = Files.writeString(directory.resolve("retail.csv"), HEADER + lines);
        List<RetailRow> rows = new ArrayList<>();
        new RetailFile(file).forEachRow(rows::add);
        return rows;
    }
}
