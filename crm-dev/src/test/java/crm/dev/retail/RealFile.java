package crm.dev.retail;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The real Online Retail, which is beside the project on some machines and never in it. */
final class RealFile {

    private RealFile() {}

    /** The file; where it is absent, the test is skipped and says so. */
    static RetailFile orSkip() {
        Optional<Path> file = find();
        assumeThat(file)
                .as("Skipped: the real Online Retail is not in ../shared/data/online_retail")
                .isPresent();
        return new RetailFile(file.orElseThrow());
    }

    private static Optional<Path> find() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(directory -> directory.resolve("shared/data/online_retail"))
                .filter(Files::isDirectory)
                .findFirst()
                .flatMap(RealFile::archive);
    }

    private static Optional<Path> archive(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".csv.gz")).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
