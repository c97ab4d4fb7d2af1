package io.waitingroom.permit.check;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/** The waiting page, to which visits without a permit are redirected. */
record WaitingPage(URI address) {
    /**
     * The maximum length of the percent-encoded return address. Servlet containers fail on response headers of 8 kB. If an
     * address exceeds this maximum, its query is removed.
     */
    private static final int MAX_ESCAPED_LENGTH = 6 * 1024;

    /**
     * Checks the address.
     *
     * @throws IllegalArgumentException if the address is neither an http or https URL nor a path
     */
    WaitingPage {
        var absolute = PublicOrigin.origin(address).isPresent();
        var path = address.getScheme() == null
                && address.getRawAuthority() == null
                && address.getRawPath().startsWith("/");
        if (!absolute && !path || address.getRawFragment() != null) {
            throw new IllegalArgumentException("'" + address + "' is neither an http or https URL nor a path");
        }
    }

    /**
     * Returns the URL of the page. Its parameter {@code next} contains the requested address.
     *
     * @param origin the origin of this service, if known. If it is not known, the URL of a page on another host has no
     *     {@code next}
     * @param posted whether the request was a form
     */
    String urlFor(RequestedAddress requested, Optional<String> origin, boolean posted) {
        var pageOrigin = PublicOrigin.origin(address);
        var sameHost = pageOrigin.isEmpty() || pageOrigin.equals(origin);
        var page = address.toASCIIString();
        return requested
                .longestFirst()
                .flatMap(it ->
                        sameHost ? Stream.of(it.url(origin)) : origin.stream().map(own -> own + it.address()))
                .map(next -> URLEncoder.encode(next, StandardCharsets.UTF_8))
                .filter(next -> next.length() <= MAX_ESCAPED_LENGTH)
                .findFirst()
                .map(next -> page + (page.contains("?") ? "&next=" : "?next=") + next + (posted ? "&posted=1" : ""))
                .orElse(page);
    }
}
