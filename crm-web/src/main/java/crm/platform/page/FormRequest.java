package crm.platform.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.platform.rest.BodyRefused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A form that was read within the limits of its address. The server would read it past every filter, however slowly it
 * comes.
 */
final class FormRequest extends HttpServletRequestWrapper {

    private static final int MOST_PARAMETERS = 1000;

    private final Map<String, String[]> parameters;

    private FormRequest(HttpServletRequest request, Map<String, String[]> parameters) {
        super(request);
        this.parameters = parameters;
    }

    /**
     * Reads the whole form.
     *
     * @throws BodyRefused if it is too large or too slow, or has too many parameters
     */
    static FormRequest read(BoundedRequest request) throws IOException {
        String form = new String(request.getInputStream().readAllBytes(), UTF_8);
        if (form.chars().filter(c -> c == '&').count() >= MOST_PARAMETERS) {
            throw BodyRefused.tooLarge();
        }
        Map<String, List<String>> found = new LinkedHashMap<>();
        // The body is taken, so these are the query's.
        request.getParameterMap().forEach((name, values) -> found.put(name, new ArrayList<>(List.of(values))));
        String[] pairs = form.isEmpty() ? new String[0] : form.split("&", -1);
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            found.computeIfAbsent(name, none -> new ArrayList<>())
                    .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
        Map<String, String[]> parameters = new LinkedHashMap<>();
        found.forEach((name, values) -> parameters.put(name, values.toArray(String[]::new)));
        return new FormRequest(request, parameters);
    }

    // What is no escape stands for itself: forms of browsers have no such thing, and others get no error of ours.
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    @Override
    public String getParameter(String name) {
        String[] values = parameters.get(name);
        return values == null ? null : values[0];
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return Collections.unmodifiableMap(parameters);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters.keySet());
    }

    @Override
    public String[] getParameterValues(String name) {
        String[] values = parameters.get(name);
        return values == null ? null : values.clone();
    }
}
