package io.waitingroom.seatmap;

import java.net.URI;

/**
 * The addresses of the waiting room.
 *
 * @param waitingPage the waiting page, as browsers reach it
 * @param keys the public keys, as this process reaches them
 */
record Room(URI waitingPage, URI keys) {
    private static final String PAGE_PATH = "/waiting-room";
    private static final String KEYS_PATH = "/api/waiting-room/jwks.json";

    /** @throws IllegalArgumentException if the address is neither the URL of a waiting page nor its path on this host */
    static URI page(URI address) {
        return address.toString().equals(PAGE_PATH) ? address : checked(address, PAGE_PATH);
    }

    /** @throws IllegalArgumentException if the address is not the URL of a waiting room's keys */
    static URI keys(URI address) {
        return checked(address, KEYS_PATH);
    }

    /** The URL of the script that sends heartbeats while a page is open. */
    String keepScript() {
        return waitingPage + "/keep.js";
    }

    /** The room's origin, for the Content-Security-Policy; empty if the room is on this host. */
    String origin() {
        return !waitingPage.isAbsolute() ? "" : waitingPage.getScheme() + "://" + waitingPage.getRawAuthority();
    }

    /** The base URL of the room's API, as this process reaches it. */
    URI api() {
        var address = keys.toString();
        return URI.create(address.substring(0, address.length() - KEYS_PATH.length()));
    }

    private static URI checked(URI address, String path) {
        var isHttp = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        if (!isHttp
                || address.getHost() == null
                || !address.toString().endsWith(path)
                || address.getRawQuery() != null) {
            throw new IllegalArgumentException("'" + address + "' is not a URL like https://example.com" + path);
        }
        return address;
    }
}
