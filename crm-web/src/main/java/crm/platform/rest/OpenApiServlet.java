package crm.platform.rest;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** The description of the API, {@code openapi.yaml} beside this class, as JSON or YAML. */
@WebServlet("/openapi")
public class OpenApiServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] yaml = document();
        boolean asYaml = wantsYaml(request.getParameter("format"), request.getHeader("Accept"));
        response.setContentType(asYaml ? "application/yaml" : "application/json");
        response.getOutputStream()
                .write(asYaml ? yaml : Json.mapper().writeValueAsBytes(new YAMLMapper().readTree(yaml)));
    }

    static byte[] document() throws IOException {
        try (InputStream in = OpenApiServlet.class.getResourceAsStream("openapi.yaml")) {
            return in.readAllBytes();
        }
    }

    /**
     * Whether YAML is asked for.
     *
     * @param format may be null
     * @param accept may be null
     */
    static boolean wantsYaml(String format, String accept) {
        String wish = format != null ? format : accept != null ? accept : "";
        return wish.toLowerCase(Locale.ROOT).contains("yaml");
    }
}
