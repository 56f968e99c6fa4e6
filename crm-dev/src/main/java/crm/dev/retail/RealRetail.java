package crm.dev.retail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the real Online Retail is: beside the project on some machines, never in it. */
public final class RealRetail {

    /** In this folder or one that this one is in. */
    public static final String PLACE = "shared/data/online_retail/online_retail_to_2011-09-30.csv.gz";

    private RealRetail() {}

    /** The file, for {@link RetailFile}; who asks for it does without it where it is absent. */
    public static Optional<Path> find() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(folder -> folder.resolve(PLACE))
                .filter(Files::isReadable)
                .findFirst();
    }
}
