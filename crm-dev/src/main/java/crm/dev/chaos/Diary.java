package crm.dev.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import crm.dev.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a campaign has done so far, in a file, so that it goes on where it was interrupted. Thread-safe. */
final class Diary {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private Entry entry;

    /**
     * All of it.
     *
     * @param plan what was wanted
     * @param sent how many records the broker has for certain, from the beginning on
     * @param done the faults that are over, in order
     * @param sentBack partitions that were read again from an earlier position, as topic-partition
     */
    record Entry(Plan plan, long sent, List<Done> done, List<String> sentBack, boolean finished) {}

    /**
     * A fault that is over.
     *
     * @param millis from its beginning until every partition with something to apply had moved on
     * @param note what is worth knowing of it
     * @param wrong what was not as it must be meanwhile
     */
    record Done(Fault fault, long millis, String note, List<String> wrong) {}

    private Diary(Path file, Entry entry) {
        this.file = file;
        this.entry = entry;
    }

    /** Goes on with a plan, or begins. */
    static Diary of(Path file, Plan plan) {
        Optional<Entry> kept = read(file);
        if (kept.isPresent() && !kept.get().plan().equals(plan)) {
            throw new Failure("An interrupted run is of another plan ("
                    + kept.get().plan() + "): go on with that, or delete " + file.getParent() + ".");
        }
        return new Diary(file, kept.orElseGet(() -> new Entry(plan, 0, List.of(), List.of(), false)));
    }

    /** Whether a campaign of this file has come to its end. */
    static boolean isFinished(Path file) {
        return read(file).filter(Entry::finished).isPresent();
    }

    private static Optional<Entry> read(Path file) {
        try {
            return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), Entry.class)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized Entry read() {
        return entry;
    }

    synchronized void sent(long records) {
        write(new Entry(entry.plan(), records, entry.done(), entry.sentBack(), false));
    }

    synchronized void done(Done done) {
        List<Done> all = new ArrayList<>(entry.done());
        all.add(done);
        write(new Entry(entry.plan(), entry.sent(), all, entry.sentBack(), false));
    }

    /** Before it happens, since it may be interrupted. */
    synchronized void sentBack(String partition) {
        List<String> all = new ArrayList<>(entry.sentBack());
        all.add(partition);
        write(new Entry(
                entry.plan(),
                entry.sent(),
                entry.done(),
                all.stream().distinct().toList(),
                false));
    }

    synchronized void finished() {
        write(new Entry(entry.plan(), entry.sent(), entry.done(), entry.sentBack(), true));
    }

    private void write(Entry next) {
        try {
            Path whole = file.resolveSibling(file.getFileName() + ".new");
            JSON.writerWithDefaultPrettyPrinter().writeValue(whole.toFile(), next);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            entry = next;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
