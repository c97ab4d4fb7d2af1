package io.waitingroom.client;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * The part of an IP address that identifies a client: a whole IPv4 address, or the first 64 bits of an IPv6 address. A single host may use
 * any number of IPv6 addresses with the same first 64 bits (RFC 4291, section 2.5.1; RFC 8981).
 */
public record ClientNetwork(boolean v6, long network) {
    public static ClientNetwork of(InetAddress address) {
        var bytes = ByteBuffer.wrap(address.getAddress());
        return bytes.remaining() == Integer.BYTES
                ? new ClientNetwork(false, bytes.getInt())
                : new ClientNetwork(true, bytes.getLong());
    }
}
