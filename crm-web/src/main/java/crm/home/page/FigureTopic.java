package crm.home.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import crm.platform.page.LiveTopic;
import crm.platform.rest.Json;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A topic of the home page: one thing, for all who may follow it. While it cannot be read, that is what it tells. */
abstract class FigureTopic implements LiveTopic {

    private static final Logger LOG = System.getLogger(FigureTopic.class.getName());

    abstract Map<String, Object> now();

    @Override
    public boolean has(Optional<String> key) {
        return key.isEmpty();
    }

    @Override
    public Map<String, String> read(Set<String> keys) {
        return Map.of("", json(nowOrAway()));
    }

    private Map<String, Object> nowOrAway() {
        try {
            return now();
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "live=" + name() + " is away", e);
            return Map.of("away", true);
        }
    }

    private static String json(Map<String, Object> now) {
        try {
            return Json.mapper().writeValueAsString(now);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures", e);
        }
    }
}
