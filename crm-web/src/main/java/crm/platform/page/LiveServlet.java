package crm.platform.page;

import jakarta.enterprise.concurrent.ManagedScheduledExecutorDefinition;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What pages follow while somebody looks at them, as server-sent events: {@code /live?topic=home&topic=profile:<uuid>}.
 * Asking for it does not keep a session alive, and it ends with the session.
 */
@ManagedScheduledExecutorDefinition(name = LiveServlet.EXECUTOR, maxAsync = 2, hungTaskThreshold = 0)
@WebServlet(urlPatterns = LiveServlet.PATH, asyncSupported = true)
public class LiveServlet extends HttpServlet {

    /** For who decides whether a session is in use. */
    public static final String PATH = "/live";

    static final String EXECUTOR = "java:app/concurrent/crm-live";

    private static final long serialVersionUID = 1L;
    private static final int MOST_TOPICS = 10;

    @Inject
    private transient Live live;

    @Inject
    private transient LiveSettings settings;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String[] asked = request.getParameterValues("topic");
        HttpSession session = request.getSession(false);
        if (asked == null || asked.length > MOST_TOPICS || session == null) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        Set<LiveWish> wishes = new HashSet<>();
        for (String one : asked) {
            Optional<LiveWish> wish = LiveWish.of(one);
            Optional<LiveTopic> topic = wish.flatMap(live::topic);
            if (topic.isEmpty()) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                return;
            } else if (!topic.get().isFor(request::isUserInRole)) {
                response.sendError(HttpServletResponse.SC_FORBIDDEN);
                return;
            }
            wishes.add(wish.get());
        }
        LiveViewer viewer = new LiveViewer(session.getId(), String.valueOf(request.getRemoteUser()));
        if (!live.streams().add(viewer, settings, all -> begin(request, response, wishes, viewer, all))) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    private static LiveStream begin(
            HttpServletRequest request,
            HttpServletResponse response,
            Set<LiveWish> wishes,
            LiveViewer viewer,
            LiveStreams all) {
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("X-Accel-Buffering", "no"); // proxies would wait for the end
        AsyncContext context = request.startAsync();
        context.setTimeout(0); // it is tended once a second
        LiveStream stream = new LiveStream(context, output(response), wishes, viewer, System.nanoTime(), all::remove);
        context.addListener(stream);
        wishes.forEach(wish -> all.latest(wish).ifPresent(json -> stream.tell(wish, json, System.nanoTime())));
        stream.open();
        return stream;
    }

    private static ServletOutputStream output(HttpServletResponse response) {
        try {
            return response.getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
