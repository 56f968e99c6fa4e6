package crm.dev.shop;

import crm.dev.run.Running;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Where customers write reviews: it has no access to Kafka and sends its events by HTTP, one at a time. */
final class ReviewSite {

    private static final int ACCEPTED = 202;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Running running;

    ReviewSite(Running running) {
        this.running = running;
    }

    /** Whether it is this site that tells of the event. */
    static boolean tells(ShopEvent event) {
        return event.type().equals("product.reviewed");
    }

    /**
     * Returns when the event is accepted.
     *
     * @throws Unreachable if it may not be
     */
    void send(ShopEvent event) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(running.http() + "/crm/api/v1/events"))
                .header("Authorization", running.authorization())
                .header("Content-Type", Message.STRUCTURED)
                .timeout(Duration.ofSeconds(10))
                .POST(BodyPublishers.ofByteArray(
                        Message.structured(event, false).value()))
                .build();
        try {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            if (status != ACCEPTED) {
                throw new Unreachable("the application (" + status + ")", null);
            }
        } catch (IOException e) {
            throw new Unreachable("the application", e);
        }
    }
}
