package crm.platform.rest;

import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is written to the disk of this node before any of it is sent: whoever gets it gets all of it or learns that there is
 * none, and whoever reads slowly keeps nobody from the database. Only this process can read it, and it is gone when it is
 * closed, or with the process. Not thread-safe.
 */
public final class Spool implements Closeable {

    private final FileChannel file;

    private Spool(FileChannel file) {
        this.file = file;
    }

    /** Writes what is to be sent. */
    @FunctionalInterface
    public interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /** All that is written; where that fails nothing stays. */
    public static Spool of(Writing writing) throws IOException {
        Spool spool = new Spool(create());
        try {
            BufferedOutputStream out = new BufferedOutputStream(Channels.newOutputStream(spool.file));
            writing.to(out);
            out.flush();
            return spool;
        } catch (IOException | RuntimeException | Error e) {
            spool.close();
            throw e;
        }
    }

    // A temporary file belongs to its owner only. Where the system can, its name is taken away when it is opened.
    private static FileChannel create() throws IOException {
        Path name = Files.createTempFile("crm", ".spool");
        try {
            return FileChannel.open(name, READ, WRITE, DELETE_ON_CLOSE);
        } catch (IOException e) {
            Files.deleteIfExists(name);
            throw e;
        }
    }

    /** In bytes. */
    public long size() throws IOException {
        return file.size();
    }

    /** Sends all of it and leaves the stream open. */
    public void send(OutputStream out) throws IOException {
        file.position(0);
        Channels.newInputStream(file).transferTo(out);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
