package crm.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @Test
    void writesALineOfCells() throws IOException {
        assertThat(line("a", "", "b c")).isEqualTo("a,,b c\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"a,b|\"a,b\"", "say \"yes\"|\"say \"\"yes\"\"\""})
    void quotesWhereItMust(String cell, String written) throws IOException {
        assertThat(line(cell)).isEqualTo(written + "\r\n");
    }

    @Test
    void quotesLinesWithin() throws IOException {
        assertThat(line("a\nb")).isEqualTo("\"a\nb\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "@SUM(A1)", "+cmd", "-2+3", " =1", "\t=1", "＝1"})
    void takesTheTeethOutOfFormulas(String cell) throws IOException {
        assertThat(line(cell)).matches("(?s)\"?'.*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-12.50", "+442079460000", "0"})
    void leavesNumbersAsTheyAre(String cell) throws IOException {
        assertThat(line(cell)).isEqualTo(cell + "\r\n");
    }

    private static String line(String... cells) throws IOException {
        StringBuilder out = new StringBuilder();
        new Csv(out).line(List.of(cells));
        return out.toString();
    }
}
