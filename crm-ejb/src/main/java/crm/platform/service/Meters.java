package crm.platform.service;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * What this node counts and measures. Names begin with {@code crm_}; labels have few values that we choose (groups, topics,
 * codes of ours), never what somebody sends. Thread-safe.
 *
 * <p>Without exemplars, for which the library keeps a thread that outlives the application and all its classes with it.
 */
@ApplicationScoped
public class Meters {

    public static final String MEDIA_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private final PrometheusRegistry registry = new PrometheusRegistry();

    public Counter counter(String name, String help, String... labels) {
        return Counter.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .withoutExemplars()
                .register(registry);
    }

    /**
     * Measures how something is spread.
     *
     * @param bounds of the buckets, rising
     */
    public Histogram histogram(String name, String help, double[] bounds, String... labels) {
        return Histogram.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .withoutExemplars()
                .classicOnly()
                .classicUpperBounds(bounds)
                .register(registry);
    }

    /**
     * Tells what is so at the moment.
     *
     * @param now asked whenever somebody reads; may give no value at all
     */
    public void gauge(String name, String help, Consumer<GaugeWithCallback.Callback> now, String... labels) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .callback(now)
                .register(registry);
    }

    /**
     * Tells how far something that only grows has come.
     *
     * @param now as for {@link #gauge}
     */
    public void total(String name, String help, Consumer<CounterWithCallback.Callback> now, String... labels) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .callback(now)
                .register(registry);
    }

    /** All of them in Prometheus' text format. */
    public byte[] text() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(text, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toByteArray();
    }
}
