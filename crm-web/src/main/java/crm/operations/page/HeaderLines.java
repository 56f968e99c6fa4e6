package crm.operations.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.ingest.entity.Delivery.Header;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Headers as lines of text, {@code name: value}. */
final class HeaderLines {

    private static final String BETWEEN = ": ";

    private HeaderLines() {}

    /** Empty for headers of which the lines would not tell everything. */
    static Optional<String> of(List<Header> headers) {
        String lines = headers.stream().map(HeaderLines::line).collect(Collectors.joining("\n"));
        return read(lines).equals(headers) ? Optional.of(lines) : Optional.empty();
    }

    private static String line(Header header) {
        return header.name()
                + BETWEEN
                + Optional.ofNullable(header.value()).flatMap(LetterText::of).orElse("");
    }

    /** A line without a colon is a header without a value. */
    static List<Header> read(String lines) {
        return lines.lines()
                .filter(line -> !line.isBlank())
                .map(HeaderLines::header)
                .toList();
    }

    private static Header header(String line) {
        int colon = line.indexOf(':');
        return colon < 0
                ? new Header(line.strip(), null)
                : new Header(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip().getBytes(UTF_8));
    }
}
