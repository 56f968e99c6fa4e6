package crm.profile.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.ingest.entity.Event;
import crm.ingest.service.MappedRecords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Records of many customers of whom few do most, three orders among ten events, one duplicate in twenty. The same ones each time. */
public final class MadeTraffic {

    private static final int CUSTOMERS = 100_000;
    private static final double SKEW = 0.99;
    private static final long BEGIN = 1_767_225_600_000L;
    private static final String MAPPING = """
            {"id": {"pointer": "/event_id"}, "source": {"constant": "/bench"}, "time": {"pointer": "/occurred_at"},
             "time_format": "epoch_ms", "type": {"pointer": "/type"}, "types": {"ORDER": "order.completed"},
             "customer_id": {"pointer": "/customer_id"}, "fields": {"order.completed": {"order_id": {"pointer": "/ref"},
             "total": {"pointer": "/amount_cents", "decimals": 2}}}}""";

    private final SplittableRandom random = new SplittableRandom(42);
    private final double[] customers = zipf();
    private final List<byte[]> sent = new ArrayList<>();
    private final MappedRecords records = new MappedRecords(MAPPING);
    private final int step;
    private long sequence;

    /** @param step milliseconds between two events */
    public MadeTraffic(int step) {
        this.step = step;
    }

    /** As they are read from a topic. */
    public List<Event> decoded(List<byte[]> batch) {
        List<Event> events = new ArrayList<>();
        for (byte[] value : batch) {
            events.add((Event) records.decode(value, value));
        }
        return events;
    }

    /** The time, in milliseconds since 1970, that no event so far is later than. */
    public long until() {
        return BEGIN + sequence * step + 5000;
    }

    public List<byte[]> batch(int size) {
        List<byte[]> batch = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            byte[] value = !sent.isEmpty() && random.nextInt(20) == 0 ? sent.get(random.nextInt(sent.size())) : event();
            batch.add(value);
            if (sent.size() < 1000) {
                sent.add(value);
            } else {
                sent.set(random.nextInt(1000), value);
            }
        }
        return batch;
    }

    private byte[] event() {
        boolean order = random.nextInt(10) < 3;
        sequence++;
        return String.format(
                        "{\"event_id\":\"%s\",\"type\":\"%s\",\"customer_id\":\"c%07d\",\"occurred_at\":%d,\"channel\":\"%s\","
                                + "\"amount_cents\":%d,\"currency\":\"EUR\",\"ref\":\"%s-%012d\",\"source\":\"shop-%d\","
                                + "\"note\":\"looked at the spring catalogue, compared two things and asked how long it takes %d\"}",
                        new UUID(random.nextLong(), random.nextLong()),
                        order ? "ORDER" : "PAGE_VIEW",
                        customer() * 7919L % CUSTOMERS,
                        BEGIN + sequence * step + random.nextInt(5000),
                        List.of("WEB", "APP", "STORE", "PHONE").get(random.nextInt(4)),
                        order ? 500 + random.nextInt(50_000) : 0,
                        order ? "ORD" : "SES",
                        sequence,
                        random.nextInt(8),
                        random.nextInt(1_000_000))
                .getBytes(UTF_8);
    }

    private int customer() {
        int found = Arrays.binarySearch(customers, random.nextDouble());
        return Math.min(CUSTOMERS - 1, found < 0 ? -found - 1 : found);
    }

    private static double[] zipf() {
        double[] shares = new double[CUSTOMERS];
        double sum = 0;
        for (int i = 0; i < CUSTOMERS; i++) {
            sum += 1 / Math.pow(i + 1, SKEW);
            shares[i] = sum;
        }
        for (int i = 0; i < CUSTOMERS; i++) {
            shares[i] /= sum;
        }
        return shares;
    }
}
