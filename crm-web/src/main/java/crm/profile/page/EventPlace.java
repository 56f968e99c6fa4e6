package crm.profile.page;

import crm.ingest.entity.Stamp;
import crm.platform.entity.Sha256;
import java.util.HexFormat;

/** Where the page shows an event: sources and ids are the producers' and may be anything, so they are hashed. */
final class EventPlace {

    private static final int DIGITS = 16;

    private EventPlace() {}

    /** The id of its element. */
    static String anchor(String source, String id) {
        return "event-"
                + HexFormat.of().formatHex(Sha256.of(source + '\0' + id)).substring(0, DIGITS);
    }

    static String anchor(Stamp stamp) {
        return anchor(stamp.source(), stamp.id());
    }
}
