package crm.dev.lab;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What one process can tell another; Java itself knows only {@link #TERM} and {@link #KILL}. */
enum Signal {
    TERM,
    INT,
    QUIT,
    KILL,
    STOP,
    CONT;

    void send(ProcessHandle process) {
        switch (this) {
            case TERM -> process.destroy();
            case KILL -> process.destroyForcibly();
            default -> sendByCommand(process.pid());
        }
    }

    private void sendByCommand(long pid) {
        try {
            Executable.run(new ProcessBuilder("kill", "-" + name(), Long.toString(pid)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
