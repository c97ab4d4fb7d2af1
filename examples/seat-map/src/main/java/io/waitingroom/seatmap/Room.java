package io.waitingroom.seatmap;

import java.net.URI;

/**
 * The addresses of the waiting room.
 *
 * @param waitingPage the address at which browsers reach the waiting page
 * @param keys the address at which this process reads the public keys of permits
 */
record Room(URI waitingPage, URI keys) {
    private static final String PAGE_PATH = "/waiting-room";
    private static final String KEYS_PATH = "/api/waiting-room/jwks.json";

    /**
     * Checks and returns the address of the waiting page.
     *
     * @throws IllegalArgumentException if the address is neither the URL of a waiting page nor the path of a waiting
     *     page on this host
     */
    static URI page(URI address) {
        return address.toString().equals(PAGE_PATH) ? address : checked(address, PAGE_PATH);
    }

    /**
     * Checks and returns the address of the public keys.
     *
     * @throws IllegalArgumentException if the address is not the URL of a waiting room's keys
     */
    static URI keys(URI address) {
        return checked(address, KEYS_PATH);
    }

    /** Returns the URL of the script that sends heartbeats while a page is open. */
    String keepScript() {
        return waitingPage + "/keep.js";
    }

    /**
     * Returns the origin of the waiting page, for the Content-Security-Policy; empty if the waiting page is on this
     * host.
     */
    String origin() {
        return !waitingPage.isAbsolute() ? "" : waitingPage.getScheme() + "://" + waitingPage.getRawAuthority();
    }

    /** Returns the base URL at which this process reaches the API of the waiting room. */
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
