package crm.dev.run;

import crm.dev.Failure;
import crm.dev.lab.Port;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The ports of one run: fixed ones, all moved by {@code CRM_PORT_OFFSET}.
 *
 * @param offset added to every port
 */
public record Ports(int offset) {

    private static final int HTTP = 8080;
    private static final int HTTPS = 8443;
    private static final int MANAGEMENT = 9990;
    private static final int KAFKA = 9092;
    private static final int KAFKA_CONTROLLER = 19092;
    private static final int POSTGRES = 15432;
    private static final int LARGEST_OFFSET = 65535 - KAFKA_CONTROLLER;

    public Ports {
        if (offset < 0 || offset > LARGEST_OFFSET) {
            throw new Failure("CRM_PORT_OFFSET must be a number from 0 to " + LARGEST_OFFSET + ".");
        }
    }

    /** The ports as the environment wants them. */
    public static Ports from(Map<String, String> environment) {
        String offset = environment.getOrDefault("CRM_PORT_OFFSET", "").strip();
        try {
            return new Ports(offset.isEmpty() ? 0 : Integer.parseInt(offset));
        } catch (NumberFormatException e) {
            return new Ports(-1);
        }
    }

    public int kafka() {
        return KAFKA + offset;
    }

    public int kafkaController() {
        return KAFKA_CONTROLLER + offset;
    }

    public int postgres() {
        return POSTGRES + offset;
    }

    /** Fails with a sentence if another program has one of the ports. */
    public void requireFree() {
        taken(Port::isFree).ifPresent(port -> {
            throw new Failure("Port " + port + " is taken by another program:"
                    + " stop that program, or set CRM_PORT_OFFSET to move all ports, for example CRM_PORT_OFFSET="
                    + (offset + 100) + " ./crm run.");
        });
    }

    Optional<String> taken(IntPredicate isFree) {
        return named().entrySet().stream()
                .filter(port -> !isFree.test(port.getValue()))
                .map(port -> port.getValue() + " (" + port.getKey() + ")")
                .findFirst();
    }

    private Map<String, Integer> named() {
        Map<String, Integer> named = new LinkedHashMap<>();
        named.put("HTTP", HTTP + offset);
        named.put("HTTPS", HTTPS + offset);
        named.put("management", MANAGEMENT + offset);
        named.put("Kafka", kafka());
        named.put("Kafka controller", kafkaController());
        named.put("PostgreSQL", postgres());
        return named;
    }
}
