package crm.access.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RemoteNetworkTest {

    @Test
    void isAnAddressOfIpv4() {
        assertThat(RemoteNetwork.of("192.0.2.1")).isNotEqualTo(RemoteNetwork.of("192.0.2.2"));
        assertThat(RemoteNetwork.of("::ffff:192.0.2.1")).isEqualTo(RemoteNetwork.of("192.0.2.1"));
    }

    @Test
    void isTheFirstHalfOfIpv6() {
        assertThat(RemoteNetwork.of("2001:db8:1:2::1")).isEqualTo(RemoteNetwork.of("2001:db8:1:2:ffff::9%eth0"));
        assertThat(RemoteNetwork.of("2001:db8:1:2::1")).isNotEqualTo(RemoteNetwork.of("2001:db8:1:3::1"));
    }

    @Test
    void isTheTextOfWhatIsNoAddress() {
        assertThat(RemoteNetwork.of("unknown.example")).isEqualTo("unknown.example");
        assertThat(RemoteNetwork.of("1.2.3.4.5")).isEqualTo("1.2.3.4.5");
    }
}
