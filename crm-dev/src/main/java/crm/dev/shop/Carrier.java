package crm.dev.shop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * Carries events as real producers do, at least once and not quite in order: some go twice, some are overtaken. The same
 * events always fare the same.
 */
public final class Carrier {

    private static final int TWICE_IN = 150;
    private static final int OVERTAKEN_IN = 40;

    private Carrier() {}

    /** The messages of some events, a few of them more than once. */
    public static List<Message> messages(List<ShopEvent> events, Function<ShopEvent, Message> form) {
        List<Message> messages = new ArrayList<>();
        List<Message> again = new ArrayList<>();
        for (ShopEvent event : events) {
            Message message = form.apply(event);
            messages.add(message);
            if (falls(event, TWICE_IN, 7)) {
                again.add(message);
            }
            if (messages.size() > 1 && falls(event, OVERTAKEN_IN, 3)) {
                Collections.swap(messages, messages.size() - 1, messages.size() - 2);
            }
        }
        messages.addAll(again);
        return messages;
    }

    private static boolean falls(ShopEvent event, int in, int salt) {
        return Math.floorMod(event.id().hashCode() * 31 + salt, in) == 0;
    }
}
