package crm.dev.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Which connections are a process's own, as Linux tells. */
final class Sockets {

    private static final int LOCAL_ADDRESS = 1;
    private static final int INODE = 9;

    private Sockets() {}

    /** Whether a TCP connection from this local port is of this process; true of all where the system does not tell. */
    static boolean isOf(long pid, int port) {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            Set<String> inodes = inodes(process.resolve("net/tcp"), port);
            inodes.addAll(inodes(process.resolve("net/tcp6"), port));
            return has(process.resolve("fd"), inodes);
        } catch (IOException elsewhere) {
            return true;
        }
    }

    private static Set<String> inodes(Path table, int port) throws IOException {
        Set<String> inodes = new HashSet<>();
        String end = String.format(Locale.ROOT, ":%04X", port);
        for (String line : Files.readAllLines(table)) {
            List<String> words = List.of(line.strip().split("\\s+", -1));
            if (words.size() > INODE && words.get(LOCAL_ADDRESS).endsWith(end)) {
                inodes.add("socket:[" + words.get(INODE) + "]");
            }
        }
        return inodes;
    }

    private static boolean has(Path descriptors, Set<String> inodes) throws IOException {
        try (Stream<Path> files = Files.list(descriptors)) {
            return files.anyMatch(file -> {
                try {
                    return inodes.contains(Files.readSymbolicLink(file).toString());
                } catch (IOException closedMeanwhile) {
                    return false;
                }
            });
        }
    }
}
