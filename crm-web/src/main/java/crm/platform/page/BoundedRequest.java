package crm.platform.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;

/** A request with a {@link BoundedBody}. */
final class BoundedRequest extends HttpServletRequestWrapper {

    private final long limit;
    private final Duration grace;
    private ServletInputStream body;

    BoundedRequest(HttpServletRequest request, long limit, Duration grace) {
        super(request);
        this.limit = limit;
        this.grace = grace;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (body == null) {
            body = new BoundedBody(super.getInputStream(), limit, grace);
        }
        return body;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), UTF_8));
    }
}
