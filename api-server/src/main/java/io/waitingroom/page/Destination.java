package io.waitingroom.page;

import io.waitingroom.permit.Permit;
import io.waitingroom.permit.check.PermitFormat;
import java.util.Optional;

/**
 * Where a browser may be sent.
 *
 * @param url a path of this server, or an absolute URL; ASCII only
 * @param origin that of an absolute URL
 */
record Destination(String url, Optional<String> origin) {
    /**
     * Where to go with a permit: another host, which gets none of our cookies, finds it in the address, and exchanges it for a
     * cookie of its own.
     */
    String with(Optional<Permit> permit) {
        return permit.filter(given -> origin.isPresent())
                .map(given -> with(PermitFormat.COOKIE, given.text()))
                .orElse(url);
    }

    /** The same, telling how many rounds a browser has made: from the second on, since most make one. */
    Destination inRound(int round) {
        return round < 2
                ? this
                : new Destination(with(RedirectLoopGuard.PARAMETER, RedirectLoopGuard.text(round)), origin);
    }

    private String with(String name, String value) {
        var end = url.indexOf('#') < 0 ? url.length() : url.indexOf('#');
        var address = url.substring(0, end);
        var joint = address.contains("?") ? "&" : "?";
        return address + joint + name + "=" + value + url.substring(end);
    }
}
