package crm.dev.retail;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.Optional;

/** The real Online Retail, for tests. */
final class RealFile {

    private RealFile() {}

    /** The file; where it is absent, the test is skipped and says so. */
    static RetailFile orSkip() {
        Optional<Path> file = RealRetail.find();
        assumeThat(file)
                .as("Skipped: the real Online Retail is not in ../" + RealRetail.PLACE)
                .isPresent();
        return new RetailFile(file.orElseThrow());
    }
}
