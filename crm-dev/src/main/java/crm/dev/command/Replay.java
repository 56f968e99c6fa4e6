package crm.dev.command;

import picocli.CommandLine.Command;

/** {@code ./crm replay}. */
@Command(
        name = "replay",
        description = "Feeds a file of public data to the running application, through its topics.",
        synopsisSubcommandLabel = "DATASET",
        subcommands = ReplayOnlineRetail.class)
final class Replay {}
