package crm.access.service;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** What counts as one remote address: of IPv6 the first 64 bits, since the others are anybody's to choose. */
final class RemoteNetwork {

    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%.*)?");
    private static final int NETWORK_BYTES = 8;

    private RemoteNetwork() {}

    static String of(String address) {
        if (!LITERAL.matcher(address).matches()) {
            return address; // no name is ever looked up
        }
        try {
            InetAddress parsed = InetAddress.getByName(address.replaceFirst("%.*", ""));
            return parsed instanceof Inet4Address
                    ? parsed.getHostAddress()
                    : HexFormat.of().formatHex(parsed.getAddress(), 0, NETWORK_BYTES);
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
