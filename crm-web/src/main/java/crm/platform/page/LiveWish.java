package crm.platform.page;

import java.util.Optional;

/**
 * What somebody wants to follow.
 *
 * @param key empty where the topic has none
 */
record LiveWish(String topic, String key) {

    private static final int LONGEST = 100;

    static Optional<LiveWish> of(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        int colon = text.indexOf(':');
        return Optional.of(
                colon < 0 ? new LiveWish(text, "") : new LiveWish(text.substring(0, colon), text.substring(colon + 1)));
    }

    Optional<String> keyIfAny() {
        return key.isEmpty() ? Optional.empty() : Optional.of(key);
    }
}
