package io.waitingroom.permit.check;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The address of a request, without the permits in its query.
 *
 * @param address path and query as the client sent them, in ASCII, without permits
 * @param handedOver the permits from the query
 */
record RequestedAddress(String address, List<String> handedOver) {
    /** Browsers read an address that begins with two of these as that of another host. */
    private static final Pattern LEADING_SLASHES = Pattern.compile("^[/\\\\]*");

    private static final Pattern ROUND = Pattern.compile("[?&]waiting-room-round=[0-9a-z.]+$");

    static RequestedAddress of(HttpServletRequest request) {
        var path = request.getRequestURI() == null ? "" : request.getRequestURI();
        var query = request.getQueryString();
        var pairs = query == null ? List.<String>of() : List.of(query.split("&", -1));
        var handedOver = pairs.stream()
                .filter(RequestedAddress::isPermit)
                .map(RequestedAddress::value)
                .toList();
        if (!handedOver.isEmpty()) {
            var others = pairs.stream().filter(pair -> !isPermit(pair)).toList();
            query = others.isEmpty() ? null : String.join("&", others);
        }
        return new RequestedAddress(ascii(path + (query == null ? "" : "?" + query)), handedOver);
    }

    /**
     * Returns the URL for a redirect to this address.
     *
     * @param origin this service's origin, if known. An address that begins with two slashes needs it; without it, they are
     *     reduced to one
     */
    String url(Optional<String> origin) {
        return LEADING_SLASHES.matcher(address).results().anyMatch(slashes -> slashes.end() > 1)
                ? origin.map(own -> own + address)
                        .orElseGet(() -> LEADING_SLASHES.matcher(address).replaceFirst("/"))
                : address;
    }

    /** Whether the query has the waiting page's redirect counter. The service need not see it. */
    boolean hasRound() {
        return ROUND.matcher(address).find();
    }

    RequestedAddress withoutRound() {
        return new RequestedAddress(ROUND.matcher(address).replaceFirst(""), handedOver);
    }

    /** Returns this address, its path alone, and the front page, for a caller that must choose one of limited length. */
    Stream<RequestedAddress> longestFirst() {
        return Stream.of(address, address.split("\\?", 2)[0], "/").map(text -> new RequestedAddress(text, handedOver));
    }

    private static boolean isPermit(String pair) {
        return decoded(pair.split("=", 2)[0]).equals(PermitFormat.COOKIE);
    }

    private static String value(String pair) {
        var parts = pair.split("=", 2);
        return parts.length == 2 ? decoded(parts[1]) : "";
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static String ascii(String address) {
        var ascii = new StringBuilder();
        for (var b : address.getBytes(StandardCharsets.UTF_8)) {
            if (b > ' ' && b < 0x7f) {
                ascii.append((char) b);
            } else {
                ascii.append(String.format("%%%02X", b & 0xff));
            }
        }
        return ascii.toString();
    }
}
