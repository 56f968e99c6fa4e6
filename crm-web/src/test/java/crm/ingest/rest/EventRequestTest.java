package crm.ingest.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.ingest.entity.IntakeRefused;
import crm.ingest.entity.IntakeRefused.Reason;
import crm.ingest.service.EventBody;
import crm.ingest.service.IntakeGate;
import crm.ingest.service.IntakeSettings;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class EventRequestTest {

    /** As little as a server may be given. */
    private final IntakeGate gate = new IntakeGate(new IntakeSettings(1, 5000, 1, 32));

    /** Of a body whose length is not told. */
    private final EventRequest request = new EventRequest((HttpHeaders) Proxy.newProxyInstance(
            HttpHeaders.class.getClassLoader(),
            new Class<?>[] {HttpHeaders.class},
            (proxy, method, arguments) -> method.getName().equals("getLength") ? -1 : null));

    private byte[] read(int length) {
        try (IntakeGate.Visit visit = gate.enter()) {
            return request.bytes(new ByteArrayInputStream(new byte[length]), visit);
        }
    }

    @Test
    void aBodyOfTheLargestSizeFindsRoomAndOneByteMoreIsTooMuch() {
        assertThat(read(EventBody.LARGEST)).hasSize(EventBody.LARGEST);
        assertThatThrownBy(() -> read(EventBody.LARGEST + 1))
                .isInstanceOfSatisfying(
                        IntakeRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE));
        assertThat(read(EventBody.LARGEST)).hasSize(EventBody.LARGEST);
    }
}
