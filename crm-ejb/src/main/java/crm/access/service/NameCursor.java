package crm.access.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.access.entity.AccountView;
import crm.platform.entity.ForeignCursor;
import crm.platform.entity.Page;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Where a page of accounts goes on: after the last name, in a form that nobody is tempted to make up. */
final class NameCursor {

    private static final String PREFIX = "account:";

    private NameCursor() {}

    static String read(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
            if (text.startsWith(PREFIX) && text.indexOf('\0') < 0) {
                return text.substring(PREFIX.length());
            }
            throw new ForeignCursor();
        } catch (IllegalArgumentException e) {
            throw new ForeignCursor();
        }
    }

    static String write(String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((PREFIX + name).getBytes(UTF_8));
    }

    /** @param found one more than the page holds if there is a next one */
    static Page<AccountView> page(List<AccountView> found, int limit) {
        if (found.size() <= limit) {
            return new Page<>(found, Optional.empty());
        }
        List<AccountView> items = found.subList(0, limit);
        return new Page<>(items, Optional.of(write(items.get(limit - 1).name())));
    }
}
