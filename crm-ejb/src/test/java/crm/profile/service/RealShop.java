package crm.profile.service;

import static org.assertj.core.api.Assumptions.assumeThat;

import crm.dev.retail.RealRetail;
import crm.dev.retail.RetailFile;
import java.nio.file.Path;
import java.util.Optional;

/** The real Online Retail, for tests of what its customers are called and which groups they fall into. */
public final class RealShop {

    private RealShop() {}

    /** The file; where it is absent, the test is skipped and says so. */
    public static RetailFile orSkip() {
        Optional<Path> file = RealRetail.find();
        assumeThat(file)
                .as("Skipped: Online Retail is not in ../" + RealRetail.PLACE)
                .isPresent();
        return new RetailFile(file.orElseThrow());
    }
}
