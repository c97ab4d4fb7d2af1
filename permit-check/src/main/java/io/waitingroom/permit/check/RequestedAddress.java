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
 * @param address the path and the query as the client sent them, in ASCII, but without permits
 * @param handedOver the permits from the query
 */
record RequestedAddress(String address, List<String> handedOver) {
    /**
     * Matches the slashes and backslashes at the start of an address. If there are two or more, browsers take the text
     * after them as the name of another host.
     */
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
     * Returns the URL for a redirect to this address. If the address begins with two slashes, the URL begins with the origin.
     * If the origin is not known, the two slashes are reduced to one.
     *
     * @param origin the origin of this service, if known
     */
    String url(Optional<String> origin) {
        return LEADING_SLASHES.matcher(address).results().anyMatch(slashes -> slashes.end() > 1)
                ? origin.map(own -> own + address)
                        .orElseGet(() -> LEADING_SLASHES.matcher(address).replaceFirst("/"))
                : address;
    }

    /** Returns whether the query ends with the redirect counter of the waiting page. The service does not need this counter. */
    boolean hasRound() {
        return ROUND.matcher(address).find();
    }

    RequestedAddress withoutRound() {
        return new RequestedAddress(ROUND.matcher(address).replaceFirst(""), handedOver);
    }

    /**
     * Returns three addresses: this address, this address without its query, and the front page. A caller with a length limit
     * chooses the first address that is short enough.
     */
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
