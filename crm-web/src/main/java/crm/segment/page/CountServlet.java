package crm.segment.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import crm.platform.entity.Busy;
import crm.platform.rest.Json;
import crm.platform.service.StoreFailed;
import crm.profile.entity.CustomerSummary;
import crm.segment.entity.Preview;
import crm.segment.entity.SegmentRefused;
import crm.segment.service.SegmentPreview;
import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what the builder puts together, while its page stays as it is. */
@WebServlet(urlPatterns = CountServlet.PATH)
public class CountServlet extends HttpServlet {

    /** For who decides who may ask. */
    public static final String PATH = "/segment/count";

    private static final long serialVersionUID = 1L;
    private static final String JSON = "application/json";
    private static final int REFUSED = 422;

    @EJB
    private transient SegmentPreview preview;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // A form of another site cannot send this.
        if (request.getContentType() == null || !request.getContentType().startsWith(JSON)) {
            response.sendError(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
            return;
        }
        try {
            JsonNode question = Json.mapper().readTree(request.getInputStream());
            answer(response, HttpServletResponse.SC_OK, told(preview.preview(question)));
        } catch (JsonProcessingException e) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        } catch (SegmentRefused e) {
            answer(response, REFUSED, Map.of());
        } catch (Busy | StoreFailed e) {
            answer(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, Map.of());
        }
    }

    private static Map<String, Object> told(Preview preview) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("count", preview.count());
        told.put("took_ms", preview.tookMs());
        List<Map<String, Object>> sample =
                preview.sample().stream().map(CountServlet::told).toList();
        told.put("sample", sample);
        return told;
    }

    private static Map<String, Object> told(CustomerSummary customer) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("profile_id", customer.profileId());
        customer.name().ifPresent(name -> told.put("name", name));
        customer.customerId().ifPresent(id -> told.put("customer_id", id));
        customer.country().ifPresent(country -> told.put("country", country));
        return told;
    }

    private static void answer(HttpServletResponse response, int status, Map<String, Object> body) throws IOException {
        response.setStatus(status);
        response.setContentType(JSON);
        response.setCharacterEncoding("UTF-8");
        response.getWriter().write(Json.mapper().writeValueAsString(body));
    }
}
