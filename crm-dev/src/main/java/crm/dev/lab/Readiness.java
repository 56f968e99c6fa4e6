package crm.dev.lab;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What the application says of itself at {@code /crm/health/ready}. */
public final class Readiness {

    private static final int OK = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final HttpRequest request;

    /** The readiness of the application on a server, whose address is given without a path. */
    public Readiness(String server) {
        request = HttpRequest.newBuilder(URI.create(server + "/crm/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
    }

    /** Asks now; no answer means no. */
    public boolean isGiven() {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
