package crm.ingest.service;

import crm.platform.service.BusinessClock;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the intake of events by HTTP and its parts from the application's settings and clock. */
@Dependent
public class Intaking {

    @Produces
    @Singleton
    IntakeSettings settings(
            @ConfigProperty(name = "crm.intake.rate") int rate,
            @ConfigProperty(name = "crm.intake.burst") int burst,
            @ConfigProperty(name = "crm.intake.concurrent") int concurrent,
            @ConfigProperty(name = "crm.intake.memory") int memory) {
        return new IntakeSettings(rate, burst, concurrent, memory);
    }

    @Produces
    @Singleton
    EventSchemas schemas() {
        return new EventSchemas();
    }

    @Produces
    @Singleton
    OwnEvents ownEvents(PayloadReader payloads, EventSchemas schemas) {
        return new OwnEvents(payloads, schemas);
    }

    @Produces
    @Singleton
    IntakeGate gate(IntakeSettings settings) {
        return new IntakeGate(settings);
    }

    @Produces
    @Singleton
    Intake intake(BusinessClock clock, EventDecoder decoder, EventSchemas schemas, IntakeSettings settings) {
        return new Intake(clock, decoder, schemas, settings);
    }
}
