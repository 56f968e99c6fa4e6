package crm.it.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One HTTP/1.1 connection that sends whatever bytes it is given, also such as no client would send, and reads the answers.
 */
public final class RawHttp implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private boolean open = true;

    private RawHttp(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** A connection to the shared server. */
    public static RawHttp connect() throws IOException {
        URI address = URI.create(SharedLab.http());
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        socket.setTcpNoDelay(true);
        return new RawHttp(socket);
    }

    /** One answer; the status is 0 where the server closed the connection without one. */
    public record Answer(int status, List<String> headers, String body) {

        public Optional<String> header(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ':';
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(line -> line.substring(prefix.length()).strip())
                    .findFirst();
        }
    }

    /** One request on a connection of its own. */
    public static Answer once(String head, byte[] body) throws IOException {
        try (RawHttp connection = connect()) {
            return connection.ask(head, body);
        }
    }

    /** One request without a body, on a connection of its own. */
    public static Answer once(String... head) throws IOException {
        return once(String.join("\r\n", head) + "\r\n\r\n", new byte[0]);
    }

    /** Sends a head, with its last empty line, and a body, and reads the answer. */
    public Answer ask(String head, byte[] body) throws IOException {
        try {
            send(head.getBytes(UTF_8));
            send(body);
        } catch (SocketException closedBeforeAllWasRead) {
            open = false; // there may be an answer nevertheless
        }
        return answer(head.startsWith("HEAD "));
    }

    public void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Whether another request can be sent. */
    public boolean isOpen() {
        return open;
    }

    /** Reads one answer. */
    public Answer answer(boolean withoutBody) throws IOException {
        try {
            return read(withoutBody);
        } catch (EOFException | SocketException closed) {
            open = false;
            return new Answer(0, List.of(), "");
        }
    }

    private Answer read(boolean withoutBody) throws IOException {
        String line = line();
        while (line.startsWith("HTTP/1.1 100")) {
            line();
            line = line();
        }
        int status = Integer.parseInt(line.split(" ", 3)[1]);
        List<String> headers = new ArrayList<>();
        for (String header = line(); !header.isEmpty(); header = line()) {
            headers.add(header);
        }
        Answer head = new Answer(status, headers, "");
        if (head.header("Connection").filter("close"::equalsIgnoreCase).isPresent()) {
            open = false;
        }
        boolean none = withoutBody || status == 204 || status == 304;
        return new Answer(status, headers, none ? "" : new String(body(head), UTF_8));
    }

    private byte[] body(Answer head) throws IOException {
        Optional<String> length = head.header("Content-Length");
        if (length.isPresent()) {
            return in.readNBytes(Integer.parseInt(length.get()));
        }
        if (head.header("Transfer-Encoding").isEmpty()) {
            open = false;
            return in.readAllBytes();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.write(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            line.write(next);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
