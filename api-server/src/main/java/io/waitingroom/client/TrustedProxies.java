package io.waitingroom.client;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.InetAddressSet;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Finds the IP address of a client. Uses an entry of the header X-Forwarded-For only if a trusted proxy wrote the entry. */
public final class TrustedProxies {
    public static final TrustedProxies NONE = new TrustedProxies(new InetAddressSet());

    private static final Pattern SHAPE = Pattern.compile("([^/]+)(/\\d{1,3})?");

    private final InetAddressSet proxies;

    private TrustedProxies(InetAddressSet proxies) {
        this.proxies = proxies;
    }

    /**
     * Returns the IP address of the client. Each proxy appends to {@code X-Forwarded-For} the address from which it received the request.
     * Entries to the left of the first proxy's entry come from the client, which may have written anything there. So this method reads the
     * list from the right, and stops before the first entry that was not written by a trusted proxy.
     *
     * @param peer the address of the other end of the connection
     * @param forwardedFor the values of the header, in the order of the request
     */
    InetAddress clientOf(InetAddress peer, List<String> forwardedFor) {
        var client = peer;
        var hops = String.join(",", forwardedFor).split(",", -1);
        for (int i = hops.length - 1; i >= 0 && proxies.test(client); i--) {
            var hop = AddressLiteral.readWithPort(hops[i].strip());
            if (hop.isEmpty()) {
                break;
            }
            client = hop.get();
        }
        return client;
    }

    /** Returns whether the other end of the connection is a trusted proxy. */
    boolean isPeerTrusted(Context ctx) {
        return proxies.test(peer(ctx));
    }

    /** Returns the IP address of the client that sent the request, according to {@link #clientOf(InetAddress, List)}. */
    public InetAddress clientOf(Context ctx) {
        return clientOf(peer(ctx), Collections.list(ctx.req().getHeaders("X-Forwarded-For")));
    }

    private static InetAddress peer(Context ctx) {
        return AddressLiteral.readWithPort(ctx.req().getRemoteAddr()).orElseThrow();
    }

    /** Parses the text {@code none}, or a list of addresses and ranges such as {@code 192.0.2.1,10.0.0.0/8,2001:db8::/32}. */
    public static final class Converter implements ITypeConverter<TrustedProxies> {
        @Override
        public TrustedProxies convert(String text) {
            if (text.isBlank() || text.equals("none")) {
                return NONE;
            }
            var proxies = new InetAddressSet();
            for (var range : text.split(",", -1)) {
                proxies.add(checkedRange(range.strip()));
            }
            return new TrustedProxies(proxies);
        }

        private static String checkedRange(String range) {
            var shape = SHAPE.matcher(range);
            if (shape.matches() && AddressLiteral.read(shape.group(1)).isPresent() && isRange(range)) {
                return range;
            }
            throw new TypeConversionException(
                    "'" + range + "' is neither an address nor a range like 10.0.0.0/8 or 2001:db8::/32");
        }

        private static boolean isRange(String range) {
            try {
                return new InetAddressSet().add(range);
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }
}
