package crm.dev.command;

import crm.dev.Failure;
import crm.dev.retail.OnlineRetail;
import crm.dev.retail.RetailEvent;
import crm.dev.retail.RetailFile;
import crm.dev.retail.RetailProducer;
import crm.dev.retail.RetailTotals;
import crm.dev.run.CpuTime;
import crm.dev.run.GroupProgress;
import crm.dev.run.Home;
import crm.dev.run.LiveLine;
import crm.dev.run.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./crm replay online-retail}. */
@Command(
        name = "online-retail",
        description = "Replays UCI Online Retail, or a file from ./crm generate, and waits until all of it is applied."
                + " To replay the same file again has no effect.",
        footer = {
            "",
            "Example:",
            "  ./crm replay online-retail ../shared/data/online_retail/online_retail_to_2011-09-30.csv.gz"
        })
final class ReplayOnlineRetail implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final LiveLine line = new LiveLine(System.out);
    private final RetailTotals totals = new RetailTotals();

    @Parameters(paramLabel = "FILE", description = "CSV, plain or compressed with gzip.")
    private Path file;

    @Override
    public Integer call() throws InterruptedException {
        if (!Files.isReadable(file)) {
            throw new Failure("There is no file " + file + " to read.");
        }
        Running running = Home.current()
                .runFile()
                .read()
                .orElseThrow(() -> new Failure("Nothing is running: start it first with ./crm run."));
        Duration wildFly = CpuTime.of(running.pids().wildfly());
        Duration postgres = CpuTime.of(running.pids().postgres());
        long begin = System.nanoTime();
        Map<TopicPartition, Long> ends = produce(running);
        Duration produced = Duration.ofNanos(System.nanoTime() - begin);
        await(new GroupProgress(running), ends);
        report(produced, Duration.ofNanos(System.nanoTime() - begin));
        print(
                "CPU per event         %,.0f µs in WildFly, %,.0f µs in PostgreSQL",
                perEvent(CpuTime.of(running.pids().wildfly()).minus(wildFly)),
                perEvent(CpuTime.of(running.pids().postgres()).minus(postgres)));
        return 0;
    }

    private Map<TopicPartition, Long> produce(Running running) {
        try (RetailProducer producer = new RetailProducer(running.kafkaBootstrap())) {
            OnlineRetail.forEachEvent(new RetailFile(file), event -> send(producer, event));
            return producer.flush();
        }
    }

    private void send(RetailProducer producer, RetailEvent event) {
        producer.send(event);
        totals.add(event);
        line.show(() -> String.format(Locale.ROOT, "Producing: %,d events", totals.events()));
    }

    private void await(GroupProgress group, Map<TopicPartition, Long> ends) throws InterruptedException {
        long least = Long.MAX_VALUE;
        long since = System.nanoTime();
        for (long remaining = group.remaining(ends); remaining > 0; remaining = group.remaining(ends)) {
            if (remaining < least) {
                least = remaining;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
                line.end();
                throw new Failure(remaining + " events are produced but not applied for " + PATIENCE.toMinutes()
                        + " minutes: see ./crm status and ./crm log.");
            }
            long left = remaining;
            line.show(() -> String.format(Locale.ROOT, "Applying: %,d of %,d events to go", left, totals.events()));
            Thread.sleep(200);
        }
        line.end();
    }

    private void report(Duration produced, Duration applied) {
        print("Customers registered  %,d", totals.customers());
        print("Invoices              %,d", totals.invoices());
        print("  of them refunds     %,d", totals.refunds());
        print("Net value             %,.3f GBP", totals.net());
        print("Events                %,d", totals.events());
        print("Produced              %,.0f events per second", rate(produced));
        print("Applied               %,.0f events per second, all after %.1f s", rate(applied), seconds(applied));
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    private double rate(Duration duration) {
        return totals.events() / seconds(duration);
    }

    private double perEvent(Duration cpu) {
        return cpu.toNanos() / 1e3 / totals.events();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
