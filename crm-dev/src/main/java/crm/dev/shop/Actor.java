package crm.dev.shop;

import java.time.Instant;
import java.util.List;

/** Somebody or something in the shop's history that does something from time to time. */
interface Actor {

    /** When it acts next; {@link Instant#MAX} for never. */
    Instant next();

    /** What happens then and in consequence; nothing of it is before {@link #next()} was. */
    List<ShopEvent> act();

    /** Tells those apart who act at the same moment. */
    String name();
}
