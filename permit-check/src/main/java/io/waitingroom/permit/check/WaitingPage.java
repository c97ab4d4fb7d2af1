package io.waitingroom.permit.check;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/** The page that people are sent to who have no permit. */
record WaitingPage(URI address) {
    /** Containers give up on answers whose headers take 8 kB. What is longer than this, escaped, leads to its path. */
    private static final int LONGEST_ESCAPED = 6 * 1024;

    /** @throws IllegalArgumentException for what is neither an http or https URL nor a path */
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
     * Its address with the way back.
     *
     * @param ours the origin that the request came to. Where it cannot be told, a page on another host has to do
     *     without the way back
     * @param posted whether what was wanted was asked for by a form
     */
    String leadingTo(RequestedAddress wanted, Optional<String> ours, boolean posted) {
        var theirs = PublicOrigin.origin(address);
        var here = theirs.isEmpty() || theirs.equals(ours);
        var page = address.toASCIIString();
        return wanted.longestFirst()
                .flatMap(some -> here ? Stream.of(some.at(ours)) : ours.stream().map(origin -> origin + some.address()))
                .map(next -> URLEncoder.encode(next, StandardCharsets.UTF_8))
                .filter(next -> next.length() <= LONGEST_ESCAPED)
                .findFirst()
                .map(next -> page + (page.contains("?") ? "&next=" : "?next=") + next + (posted ? "&posted=1" : ""))
                .orElse(page);
    }
}
