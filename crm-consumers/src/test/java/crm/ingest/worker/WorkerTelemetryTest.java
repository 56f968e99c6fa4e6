package crm.ingest.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.Delivery;
import crm.ingest.entity.PartitionId;
import crm.ingest.entity.Rejection;
import crm.platform.service.Meters;
import crm.platform.service.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WorkerTelemetryTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e47";
    private static final Rejection REFUSED = new Rejection(Rejection.Code.NOT_JSON, "", "It is no JSON.");

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final Tracing tracing = new Tracing(OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                    .build())
            .build());
    private final Meters meters = new Meters();
    private final WorkerTelemetry telemetry = new WorkerTelemetry(meters, tracing);

    @Test
    void aTransactionIsLinkedToTheSpansOfItsRecordsInEveryForm() {
        Batch batch = batch(
                record(traceparent("36"), "{}", "traceparent"),
                record(traceparent("37"), "{}", "ce_traceparent"),
                record(
                        null,
                        "{\"specversion\":\"1.0\",\"data\":{\"traceparent\":\"no\"},\"traceparent\":\""
                                + traceparent("38") + "\"}",
                        ""),
                record(null, "{\"data\":{\"traceparent\":\"" + traceparent("39") + "\"}}", ""),
                record("00-nonsense", "{", "traceparent"));

        try (WorkerTelemetry.Transaction transaction = telemetry.begin("crm-profile", batch)) {
            transaction.applied();
        }

        SpanData span = exporter.getFinishedSpanItems().get(0);
        assertThat(span.getName()).isEqualTo("apply crm-profile");
        assertThat(span.getLinks())
                .extracting(LinkData::getSpanContext)
                .extracting(SpanContext::getTraceId)
                .containsExactly(TRACE + "36", TRACE + "37", TRACE + "38");
    }

    @Test
    void whatHappensWithinATransactionKnowsItsSpan() {
        Optional<String> within;
        try (WorkerTelemetry.Transaction transaction = telemetry.begin("crm-profile", batch())) {
            within = Tracing.current();
            transaction.applied();
        }

        SpanData span = exporter.getFinishedSpanItems().get(0);
        assertThat(within).contains("00-" + span.getTraceId() + '-' + span.getSpanId() + "-01");
        assertThat(Tracing.current()).isEmpty();
    }

    @Test
    void aFailureIsToldWithoutItsMessage() {
        try (WorkerTelemetry.Transaction transaction = telemetry.begin("crm-profile", batch())) {
            transaction.failed(Verdict.FENCED, new IllegalStateException("Ada Lovelace"));
        }

        StatusData status = exporter.getFinishedSpanItems().get(0).getStatus();
        assertThat(status.getDescription()).isEqualTo("java.lang.IllegalStateException");
        assertThat(text()).contains("crm_transaction_seconds_count{group=\"crm-profile\",outcome=\"fenced\"} 1");
    }

    @Test
    void recordsAndDeadLettersAreCounted() {
        Batch batch = batch(record(null, "{}", ""), record(null, "{}", ""));
        try (WorkerTelemetry.Transaction transaction = telemetry.begin("crm-profile", batch)) {
            transaction.applied();
        }

        assertThat(text())
                .contains("crm_records_applied_total{group=\"crm-profile\"} 2.0")
                .contains("crm_dead_letters_total{code=\"not_json\",group=\"crm-profile\"} 2.0")
                .contains("crm_batch_records_count{group=\"crm-profile\"} 1");
    }

    @Test
    void withoutAnybodyWhoTracesThereIsNothing() {
        WorkerTelemetry silent = new WorkerTelemetry(new Meters(), new Tracing(OpenTelemetry.noop()));

        try (WorkerTelemetry.Transaction transaction =
                silent.begin("crm-profile", batch(record(traceparent("36"), "{}", "traceparent")))) {
            assertThat(Tracing.current()).isEmpty();
            transaction.applied();
        }
    }

    private static String traceparent(String end) {
        return "00-" + TRACE + end + "-00f067aa0ba902b7-01";
    }

    private String text() {
        return new String(meters.text(), UTF_8);
    }

    private static Item record(String trace, String value, String header) {
        List<Delivery.Header> headers = new ArrayList<>();
        if (trace != null) {
            headers.add(new Delivery.Header(header, trace.getBytes(UTF_8)));
        }
        Delivery delivery = new Delivery(
                "customer_order",
                "customer_order",
                new UUID(0, 1),
                0,
                0,
                Instant.EPOCH,
                headers,
                null,
                value.getBytes(UTF_8));
        return new Item(delivery, REFUSED);
    }

    private static Batch batch(Item... items) {
        return new Batch(List.of(
                new Span(new PartitionId("customer_order", 0), 1, 0, items.length, Optional.empty(), List.of(items))));
    }
}
