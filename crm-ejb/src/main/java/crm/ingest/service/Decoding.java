package crm.ingest.service;

import crm.platform.service.BusinessClock;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the decoder and its parts from the application's settings and clock. */
@Dependent
public class Decoding {

    @Produces
    @Singleton
    DecoderSettings settings(
            @ConfigProperty(name = "crm.events.retention") Optional<Duration> retention,
            @ConfigProperty(name = "crm.identity.namespaces") Set<String> namespaces,
            @ConfigProperty(name = "crm.identity.default-region") String defaultRegion) {
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
    MappingsInForce mappings() {
        return new MappingsInForce();
    }

    @Produces
    @Singleton
    EventDecoder decoder(BusinessClock clock, DecoderSettings settings, MappingsInForce mappings) {
        return new EventDecoder(clock, settings, mappings::now);
    }
}
