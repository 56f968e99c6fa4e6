package crm.ingest.service;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between a client and PostgreSQL, and cuts the line at the next COMMIT when told to. */
final class SeveringProxy implements AutoCloseable {

    /** When the line is cut. */
    enum Cut {
        /** PostgreSQL never hears of the commit. */
        BEFORE,
        /** PostgreSQL hears of it, and may be at it. */
        DURING,
        /** PostgreSQL has committed, and its answer is lost. */
        AFTER
    }

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicReference<Cut> next = new AtomicReference<>();
    private final int server;

    SeveringProxy(int server) throws IOException {
        this.server = server;
        threads.execute(this::listen);
    }

    int port() {
        return listener.getLocalPort();
    }

    void cut(Cut when) {
        next.set(when);
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket database = new Socket(InetAddress.getLoopbackAddress(), server);
                Line line = new Line(client, database);
                threads.execute(line::requests);
                threads.execute(line::answers);
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    /** One connection. */
    private final class Line {

        private final Socket client;
        private final Socket database;
        private volatile boolean answerIsLost;

        Line(Socket client, Socket database) {
            this.client = client;
            this.database = database;
        }

        void requests() {
            try {
                pump(client.getInputStream(), database.getOutputStream(), true);
            } catch (IOException e) {
                hangUp();
            }
        }

        void answers() {
            try {
                pump(database.getInputStream(), client.getOutputStream(), false);
            } catch (IOException e) {
                hangUp();
            }
        }

        private void pump(InputStream from, OutputStream to, boolean requests) throws IOException {
            byte[] buffer = new byte[65_536];
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                boolean commit = requests && new String(buffer, 0, read, US_ASCII).contains("COMMIT");
                Cut cut = commit ? next.getAndSet(null) : null;
                if (cut == Cut.BEFORE || (!requests && answerIsLost)) {
                    throw new IOException("cut");
                }
                answerIsLost |= cut == Cut.AFTER;
                to.write(buffer, 0, read);
                to.flush();
                if (cut == Cut.DURING) {
                    throw new IOException("cut");
                }
            }
            hangUp();
        }

        private void hangUp() {
            try {
                client.close();
                database.close();
            } catch (IOException e) {
                // It is gone.
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
