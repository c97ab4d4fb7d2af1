package io.waitingroom.seatmap;

import java.net.URI;

/**
 * Where the waiting room is.
 *
 * @param waitingPage as browsers see it
 * @param keys as this process sees them
 */
record Room(URI waitingPage, URI keys) {
    private static final String PAGE_PATH = "/waiting-room";
    private static final String KEYS_PATH = "/api/waiting-room/jwks.json";

    /** @throws IllegalArgumentException if it is not the URL of a waiting page, nor its path, where it is on our own host */
    static URI page(URI address) {
        return address.toString().equals(PAGE_PATH) ? address : checked(address, PAGE_PATH);
    }

    /** @throws IllegalArgumentException if it is not the URL of a waiting room's keys */
    static URI keys(URI address) {
        return checked(address, KEYS_PATH);
    }

    /** The script that keeps a page's visitor in. */
    String keepScript() {
        return waitingPage + "/keep.js";
    }

    /** What browsers have to be allowed to ask, besides ourselves; empty where that is all. */
    String origin() {
        return !waitingPage.isAbsolute() ? "" : waitingPage.getScheme() + "://" + waitingPage.getRawAuthority();
    }

    /** What this process calls to end a session. */
    URI api() {
        var address = keys.toString();
        return URI.create(address.substring(0, address.length() - KEYS_PATH.length()));
    }

    private static URI checked(URI address, String path) {
        var web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        if (!web || address.getHost() == null || !address.toString().endsWith(path) || address.getRawQuery() != null) {
            throw new IllegalArgumentException("'" + address + "' is not a URL like https://example.com" + path);
        }
        return address;
    }
}
