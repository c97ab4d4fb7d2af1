package io.waitingroom.permit.check;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a request asks for.
 *
 * @param path as it was sent
 * @param query without the permit that another host handed over; empty where there is none
 * @param handedOver the permits in the query, of which there is one at most if all is well
 */
record Address(String path, Optional<String> query, List<String> handedOver) {
    private static final String PARAMETER = PermitFilter.COOKIE + "=";

    static Address of(HttpServletRequest request) {
        var query = request.getQueryString();
        if (query == null) {
            return new Address(request.getRequestURI(), Optional.empty(), List.of());
        }
        var permits = Stream.of(query.split("&"))
                .filter(Address::isPermit)
                .map(pair -> pair.substring(PARAMETER.length()))
                .toList();
        var rest = Stream.of(query.split("&")).filter(pair -> !isPermit(pair)).collect(Collectors.joining("&"));
        return new Address(request.getRequestURI(), Optional.of(rest).filter(some -> !some.isEmpty()), permits);
    }

    private static boolean isPermit(String pair) {
        return pair.startsWith(PARAMETER);
    }

    /** On this host, without a permit. Never begins with two slashes: browsers would take that for another host. */
    String local() {
        return path.replaceFirst("^[/\\\\]+", "/")
                + query.map(some -> "?" + some).orElse("");
    }
}
