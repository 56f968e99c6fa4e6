package crm.dev.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.dev.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void areMovedTogether() {
        Ports ports = Ports.from(Map.of("CRM_PORT_OFFSET", "100"));

        assertThat(ports.kafka()).isEqualTo(9192);
        assertThat(ports.postgres()).isEqualTo(15532);
    }

    @Test
    void sayWhichOneIsTakenAndHowToMoveThem() throws IOException {
        try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports ports = new Ports(stranger.getLocalPort() - 8080);

            assertThatThrownBy(ports::requireFree)
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("Port " + stranger.getLocalPort() + " (HTTP) is taken")
                    .hasMessageContaining("CRM_PORT_OFFSET=");
        }
    }

    @Test
    void refuseAnOffsetThatIsNone() {
        for (String offset : new String[] {"many", "-1", "60000"}) {
            assertThatThrownBy(() -> Ports.from(Map.of("CRM_PORT_OFFSET", offset)))
                    .isInstanceOf(Failure.class)
                    .hasMessage("CRM_PORT_OFFSET must be a number from 0 to 46443.");
        }
    }
}
