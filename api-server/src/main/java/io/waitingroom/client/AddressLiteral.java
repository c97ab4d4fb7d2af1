package io.waitingroom.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Parses IP addresses that are written as numbers. Refuses host names, because with host names a client could make this server query the
 * DNS.
 */
final class AddressLiteral {
    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern V4 = Pattern.compile("(?:" + OCTET + "\\.){3}" + OCTET);
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");
    private static final Pattern V4_AND_PORT = Pattern.compile("([0-9.]+):\\d{1,5}");
    private static final Pattern BRACKETS = Pattern.compile("\\[([^]]*)](?::\\d{1,5})?");

    private AddressLiteral() {}

    /** Parses an IP address without a port. Turns an IPv4-mapped IPv6 address into the IPv4 address. */
    static Optional<InetAddress> read(String text) {
        var isV6 = text.indexOf(':') >= 0 && V6.matcher(text).matches();
        if (!isV6 && !V4.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Parses an IP address with or without a port, in the notation of proxies: {@code 192.0.2.1:80}, {@code [2001:db8::1]:80}. */
    static Optional<InetAddress> readWithPort(String text) {
        for (var shape : new Pattern[] {BRACKETS, V4_AND_PORT}) {
            var match = shape.matcher(text);
            if (match.matches()) {
                return read(match.group(1));
            }
        }
        return read(text);
    }
}
