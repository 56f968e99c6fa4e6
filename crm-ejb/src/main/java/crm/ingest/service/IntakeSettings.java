package crm.ingest.service;

/**
 * How much is taken in by HTTP, on each node: {@code crm.intake.*}.
 *
 * @param rate events a second of one account
 * @param burst events that one account may send at once; at least those of one request
 * @param concurrent requests worked on at a time
 * @param memory MiB that the bodies under way may have together; each takes about twice its size
 */
public record IntakeSettings(int rate, int burst, int concurrent, int memory) {

    public IntakeSettings {
        check("rate", rate, 1);
        check("burst", burst, EventBody.MOST_LINES);
        check("concurrent", concurrent, 1);
        check("memory", memory, EventBody.LARGEST / (1024 * 1024));
    }

    private static void check(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException("crm.intake." + name + " must be at least " + least);
        }
    }
}
