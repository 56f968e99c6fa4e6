package crm.platform.rest;

import jakarta.ws.rs.core.Response;
import java.io.IOException;

/** A body that is not read to its end: it is too large (413), or it comes too slowly (408). */
public final class BodyRefused extends IOException {

    private static final long serialVersionUID = 1L;
    private static final int DEEPEST = 20;

    private final int status;

    private BodyRefused(int status) {
        super("status " + status);
        this.status = status;
    }

    public static BodyRefused tooLarge() {
        return new BodyRefused(413);
    }

    public static BodyRefused tooSlow() {
        return new BodyRefused(408);
    }

    public int status() {
        return status;
    }

    /** The problem; after a slow body the connection ends, or the server would wait for the rest. */
    static Response answer(int status) {
        Response answer = Problem.of(status).response();
        if (status == 408) {
            answer.getHeaders().putSingle("Connection", "close");
        }
        return answer;
    }

    /** The status of the refusal that caused a failure, 0 where none did. */
    public static int causing(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof BodyRefused refused) {
                return refused.status();
            }
            cause = cause.getCause();
        }
        return 0;
    }
}
