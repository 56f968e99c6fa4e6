package crm.dev.lab;

import java.io.IOException;
import java.io.InputStream;
import java.util.logging.LogManager;
import kafka.Kafka;
import kafka.tools.StorageTool;

/** The main class of a broker's own JVM: formats the storage where that is still to do, then is Kafka. */
final class BrokerProcess {

    // Any value will do; it must only stay the same for a log directory.
    private static final String CLUSTER = "Y3JtLWRldi1icm9rZXItMQ";

    private BrokerProcess() {}

    public static void main(String[] arguments) throws IOException {
        String properties = arguments[0];
        quietly();
        StorageTool.execute(
                new String[] {"format", "--ignore-formatted", "--cluster-id", CLUSTER, "--config", properties},
                System.out);
        Kafka.main(new String[] {properties});
    }

    private static void quietly() throws IOException {
        try (InputStream levels = BrokerProcess.class.getResourceAsStream("broker-logging.properties")) {
            LogManager.getLogManager().readConfiguration(levels);
        }
    }
}
