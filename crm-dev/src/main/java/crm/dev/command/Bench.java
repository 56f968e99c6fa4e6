package crm.dev.command;

import picocli.CommandLine.Command;

/** {@code ./crm bench}. */
@Command(
        name = "bench",
        description = "Measures the application on this machine, with data of its own.",
        synopsisSubcommandLabel = "WHAT",
        subcommands = {BenchChaos.class, BenchFreshness.class, BenchPages.class, BenchPeers.class, BenchSegments.class})
final class Bench {}
