package crm.access.service;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetRetrievalException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;

/**
 * The public keys of the issuer, kept for some minutes, read again for a key id that is not among them (though not at
 * every such token, or anybody could make us ask), and kept a while longer where they cannot be read.
 */
final class TokenKeys {

    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration WITHOUT_ISSUER = Duration.ofHours(1);
    private static final int MILLIS_TO_CONNECT = 2000;
    private static final int MILLIS_TO_READ = 3000;
    private static final int LARGEST = 256 * 1024;

    private TokenKeys() {}

    /**
     * Keys at an address or in a file.
     *
     * @param between the least time between two readings
     */
    static JWKSource<SecurityContext> at(String place, Duration between) {
        JWKSourceBuilder<SecurityContext> source = isAddress(place)
                ? JWKSourceBuilder.create(
                        url(place), new DefaultResourceRetriever(MILLIS_TO_CONNECT, MILLIS_TO_READ, LARGEST))
                : JWKSourceBuilder.create(new KeyFile(path(place)));
        return source.cache(KEPT.toMillis(), PATIENCE.toMillis())
                .refreshAheadCache(false)
                .rateLimited(between.toMillis())
                .outageTolerant(WITHOUT_ISSUER.toMillis())
                .build();
    }

    private static boolean isAddress(String place) {
        return place.startsWith("https://") || place.startsWith("http://");
    }

    private static URL url(String place) {
        try {
            return URI.create(place).toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("crm.jwt.keys is no address: " + place, e);
        }
    }

    private static Path path(String place) {
        return place.startsWith("file:") ? Path.of(URI.create(place)) : Path.of(place);
    }

    private record KeyFile(Path file) implements JWKSetSource<SecurityContext> {

        @Override
        public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long now, SecurityContext context)
                throws JWKSetRetrievalException {
            try {
                return JWKSet.parse(Files.readString(file));
            } catch (IOException | ParseException e) {
                throw new JWKSetRetrievalException("The file " + file + " holds no JWKS", e);
            }
        }

        @Override
        public void close() {
            // nothing is open between two readings
        }
    }
}
