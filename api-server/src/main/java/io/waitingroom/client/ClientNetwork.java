package io.waitingroom.client;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Who counts as one client: an address of IPv4, or the 64 bits of a network of IPv6, within which a host takes as many
 * addresses as it likes (RFC 4291, section 2.5.1; RFC 8981).
 */
public record ClientNetwork(boolean v6, long network) {
    public static ClientNetwork of(InetAddress address) {
        var bytes = ByteBuffer.wrap(address.getAddress());
        return bytes.remaining() == Integer.BYTES
                ? new ClientNetwork(false, bytes.getInt())
                : new ClientNetwork(true, bytes.getLong());
    }
}
