package io.waitingroom.client;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * The network that counts as one client: an IPv4 address, or the 64-bit prefix of an IPv6 address. A host may use any number of addresses
 * with the same prefix (RFC 4291, section 2.5.1; RFC 8981).
 */
public record ClientNetwork(boolean v6, long network) {
    public static ClientNetwork of(InetAddress address) {
        var bytes = ByteBuffer.wrap(address.getAddress());
        return bytes.remaining() == Integer.BYTES
                ? new ClientNetwork(false, bytes.getInt())
                : new ClientNetwork(true, bytes.getLong());
    }
}
