package crm.platform.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One page that looks: an answer that does not end, in the form of server-sent events. Nothing waits for whoever reads
 * slowly; of what they have not read yet only the latest is kept. Thread-safe.
 */
final class LiveStream implements WriteListener, AsyncListener {

    private static final String BEGIN = "begin";
    private static final String BEAT = "beat";

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final Set<LiveWish> wishes;
    private final LiveViewer viewer;
    private final long beganAt;
    private final Consumer<LiveStream> whenOver;
    private final Map<LiveWish, String> told = new HashMap<>();
    private final Map<String, String> unwritten = new LinkedHashMap<>();
    private boolean writable;
    private boolean over;
    private long writtenAt;

    LiveStream(
            AsyncContext context,
            ServletOutputStream out,
            Set<LiveWish> wishes,
            LiveViewer viewer,
            long now,
            Consumer<LiveStream> whenOver) {
        this.context = context;
        this.out = out;
        this.wishes = Set.copyOf(wishes);
        this.viewer = viewer;
        this.beganAt = now;
        this.writtenAt = now;
        this.whenOver = whenOver;
        unwritten.put(BEGIN, "retry: 1000\n\n");
    }

    /** Begins to write; to be called once, by whom the request belongs to. */
    void open() {
        out.setWriteListener(this);
    }

    Set<LiveWish> wishes() {
        return wishes;
    }

    LiveViewer viewer() {
        return viewer;
    }

    long beganAt() {
        return beganAt;
    }

    /** Nanoseconds since it began. */
    long age(long now) {
        return now - beganAt;
    }

    /** Nanoseconds since something was written, or everything was. */
    synchronized long silence(long now) {
        return now - writtenAt;
    }

    /** Whether what was to be said has not been read for so long. */
    synchronized boolean isStuck(long now, long patience) {
        return !unwritten.isEmpty() && now - writtenAt > patience;
    }

    /** Tells how something is now, unless that was told last. */
    synchronized void tell(LiveWish wish, String json, long now) {
        if (wishes.contains(wish) && !json.equals(told.put(wish, json))) {
            say(wish.topic() + ':' + wish.key(), "event: " + wish.topic() + "\ndata: " + json + "\n\n", now);
        }
    }

    /** Lets the page know that it is still told everything. */
    synchronized void beat(long now) {
        say(BEAT, "event: beat\ndata: {}\n\n", now);
    }

    private void say(String what, String message, long now) {
        unwritten.put(what, message);
        if (writable) {
            write(now);
        }
    }

    @Override
    public synchronized void onWritePossible() {
        writable = true;
        write(System.nanoTime());
    }

    private void write(long now) {
        try {
            Iterator<String> messages = unwritten.values().iterator();
            boolean wrote = false;
            while (!over && messages.hasNext() && out.isReady()) {
                out.write(messages.next().getBytes(UTF_8));
                messages.remove();
                writtenAt = now;
                wrote = true;
            }
            if (wrote && out.isReady()) {
                out.flush();
            }
        } catch (IOException | IllegalStateException e) {
            end(); // the page is gone
        }
    }

    /** Ends the answer; a page that still looks asks again, and then has to be allowed to again. */
    void end() {
        whenOver.accept(this);
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        try {
            context.complete();
        } catch (IllegalStateException e) {
            // The server was faster.
        }
    }

    @Override
    public void onError(Throwable failure) {
        end();
    }

    @Override
    public void onError(AsyncEvent event) {
        end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
