package crm.dev.command;

import crm.dev.run.Home;
import crm.dev.run.Running;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ./crm status}. */
@Command(name = "status", description = "Says what runs, and where. The exit code is 0 if the application is ready.")
final class Status implements Callable<Integer> {

    private final Home home = Home.current();

    @Override
    public Integer call() {
        if (!home.lock().isHeld()) {
            System.out.println("Nothing is running; ./crm run starts it.");
            return 1;
        }
        Optional<Running> running = home.runFile().read();
        running.ifPresentOrElse(Status::describe, () -> System.out.println("Starting or stopping."));
        return running.filter(Running::isReady).isPresent() ? 0 : 1;
    }

    private static void describe(Running running) {
        System.out.println("Application  " + running.application() + (running.isReady() ? "  ready" : "  not ready"));
        line("Launcher", running.pids().launcher(), "");
        line("WildFly", running.pids().wildfly(), "management " + running.management());
        line("Kafka", running.pids().kafka(), running.kafkaBootstrap());
        line("PostgreSQL", running.pids().postgres(), running.jdbcUrl().replaceFirst("\\?.*", ""));
    }

    private static void line(String name, long pid, String address) {
        boolean alive = ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
        System.out.printf("%-12s pid %-8d %s%s%n", name, pid, address, alive ? "" : " (gone)");
    }
}
