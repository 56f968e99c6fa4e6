package crm.ingest.entity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a record says: its key, value and headers as they were sent, in one piece that can be sealed as a whole.
 *
 * @param key may be null
 * @param value may be null
 */
@SuppressWarnings("ArrayRecordComponent") // bytes of somebody else, handed on
public record RecordContent(byte[] key, byte[] value, List<Delivery.Header> headers) {

    private static final byte FORM = 1;
    private static final int NOTHING = -1;

    public RecordContent {
        headers = List.copyOf(headers);
    }

    public static RecordContent of(Delivery delivery) {
        return new RecordContent(delivery.key(), delivery.value(), delivery.headers());
    }

    /** The content as bytes; {@link #read} is the way back. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORM);
            write(out, key);
            write(out, value);
            out.writeInt(headers.size());
            for (Delivery.Header header : headers) {
                write(out, header.name().getBytes(UTF_8));
                write(out, header.value());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static RecordContent read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != FORM) {
                throw new IllegalArgumentException("is no content of a record");
            }
            byte[] key = read(in);
            byte[] value = read(in);
            int count = in.readInt();
            List<Delivery.Header> headers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                headers.add(new Delivery.Header(new String(read(in), UTF_8), read(in)));
            }
            return new RecordContent(key, value, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(DataOutputStream out, byte[] field) throws IOException {
        out.writeInt(field == null ? NOTHING : field.length);
        if (field != null) {
            out.write(field);
        }
    }

    private static byte[] read(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length == NOTHING ? null : in.readNBytes(length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordContent that
                && Arrays.equals(key, that.key)
                && Arrays.equals(value, that.value)
                && headers.equals(that.headers);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(key) + Arrays.hashCode(value)) + headers.hashCode();
    }

    /** What it says is personal. */
    @Override
    public String toString() {
        return "content of " + (value == null ? 0 : value.length) + " bytes";
    }
}
