package io.waitingroom.permit.check;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was asked for.
 *
 * @param address path and query of this host as they were sent, in ASCII, without permits. Safe to send a browser to
 * @param handedOver the permits that came in the query
 */
record Wanted(String address, List<String> handedOver) {
    /** To a browser, what begins with two of these is another host's address. */
    private static final Pattern LEADING_SLASHES = Pattern.compile("^[/\\\\]*");

    static Wanted of(HttpServletRequest request) {
        var path = request.getRequestURI() == null ? "" : request.getRequestURI();
        var pairs = request.getQueryString() == null
                ? List.<String>of()
                : List.of(request.getQueryString().split("&"));
        var handedOver =
                pairs.stream().filter(Wanted::isPermit).map(Wanted::value).toList();
        var query = pairs.stream().filter(pair -> !isPermit(pair)).collect(Collectors.joining("&"));
        var address = LEADING_SLASHES.matcher(path).replaceFirst("/") + (query.isEmpty() ? "" : "?" + query);
        return new Wanted(ascii(address), handedOver);
    }

    /** Less and less of it, for who has to put it where there is little room. */
    Stream<String> shorterAndShorter() {
        return Stream.of(address, address.split("\\?", 2)[0]);
    }

    private static boolean isPermit(String pair) {
        return decoded(pair.split("=", 2)[0]).equals(PermitCookie.NAME);
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
            if (b > ' ' && b < 0x7f && b != '\\' && b != '"' && b != '<' && b != '>') {
                ascii.append((char) b);
            } else {
                ascii.append(String.format("%%%02X", b & 0xff));
            }
        }
        return ascii.toString();
    }
}
