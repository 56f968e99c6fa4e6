package crm.ingest.service;

import crm.platform.service.BusinessClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the decoder and its parts from the application's settings and clock. */
@ApplicationScoped
public class Decoding {

    @Inject
    @ConfigProperty(name = "crm.events.retention")
    private Optional<Duration> retention;

    @Inject
    @ConfigProperty(name = "crm.identity.namespaces")
    private Set<String> namespaces;

    @Inject
    @ConfigProperty(name = "crm.identity.default-region")
    private String defaultRegion;

    @Produces
    @Singleton
    DecoderSettings settings() {
        return new DecoderSettings(retention, namespaces, defaultRegion);
    }

    @Produces
    @Singleton
    Identities identities(DecoderSettings settings) {
        return new Identities(settings);
    }

    @Produces
    @Singleton
    PayloadReader payloads(Identities identities) {
        return new PayloadReader(identities);
    }

    @Produces
    @Singleton
    EventDecoder decoder(BusinessClock clock, DecoderSettings settings) {
        return new EventDecoder(clock, settings);
    }
}
