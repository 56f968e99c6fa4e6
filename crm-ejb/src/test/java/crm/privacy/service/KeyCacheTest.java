package crm.privacy.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyCacheTest {

    private final UUID ada = UUID.randomUUID();
    private final UUID bob = UUID.randomUUID();
    private final UUID eve = UUID.randomUUID();
    private Instant now = Instant.EPOCH;
    private final KeyCache cache = new KeyCache(2, Duration.ofMinutes(1), () -> now);

    @Test
    void letsTheLeastUsedGo() {
        put(ada);
        put(bob);
        cache.get(List.of(ada));
        put(eve);
        assertThat(cache.get(List.of(ada, bob, eve))).containsOnlyKeys(ada, eve);
    }

    @Test
    void forgetsAfterALifeHoweverOftenUsed() {
        put(ada);
        now = now.plusSeconds(59);
        assertThat(cache.get(List.of(ada))).containsOnlyKeys(ada);
        now = now.plusSeconds(1);
        assertThat(cache.get(List.of(ada))).isEmpty();
    }

    @Test
    void forgetsWhatItIsTold() {
        put(ada);
        put(bob);
        cache.forget(List.of(ada));
        assertThat(cache.get(List.of(ada, bob))).containsOnlyKeys(bob);
    }

    private void put(UUID id) {
        cache.put(id, new Cipher(Cipher.newKey()));
    }
}
