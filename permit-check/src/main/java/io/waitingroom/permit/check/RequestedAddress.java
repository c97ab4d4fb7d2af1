package io.waitingroom.permit.check;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What was asked for.
 *
 * @param address path and query of this host as they were sent, in ASCII, without permits
 * @param handedOver the permits that came in the query
 */
record RequestedAddress(String address, List<String> handedOver) {
    /** To a browser, what begins with two of these is another host's address. */
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
     * Where to send a browser for it.
     *
     * @param ours this service's origin, if it can be told: what begins with two slashes cannot do without
     */
    String at(Optional<String> ours) {
        return LEADING_SLASHES.matcher(address).results().anyMatch(slashes -> slashes.end() > 1)
                ? ours.map(origin -> origin + address)
                        .orElseGet(() -> LEADING_SLASHES.matcher(address).replaceFirst("/"))
                : address;
    }

    /** Whether the waiting page says how often it led somebody here, which is its own affair. */
    boolean isInRound() {
        return ROUND.matcher(address).find();
    }

    RequestedAddress outOfRound() {
        return new RequestedAddress(ROUND.matcher(address).replaceFirst(""), handedOver);
    }

    /** The same, less and less of it, and in the end the front page, for who has to put it where there is little room. */
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
