package io.waitingroom.permit.check;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/** The page that people are sent to who have no permit. */
record WaitingPage(URI address) {
    /** Containers give up on answers whose headers take 8 kB, and an escaped address is up to three times as long. */
    private static final int LONGEST = 4096;

    /** @throws IllegalArgumentException for what is neither an http or https URL nor a path */
    WaitingPage {
        var absolute = Self.origin(address).isPresent();
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
     */
    String leadingTo(Wanted wanted, Optional<String> ours) {
        var theirs = Self.origin(address);
        var prefix = theirs.isEmpty() || theirs.equals(ours) ? Optional.of("") : ours;
        return prefix.stream()
                .flatMap(origin -> wanted.shorterAndShorter().map(next -> with(origin + next)))
                .filter(location -> location.length() <= LONGEST)
                .findFirst()
                .orElse(address.toASCIIString());
    }

    private String with(String next) {
        var page = address.toASCIIString();
        return Stream.of(
                        page, page.contains("?") ? "&next=" : "?next=", URLEncoder.encode(next, StandardCharsets.UTF_8))
                .reduce("", String::concat);
    }
}
