package io.waitingroom.page;

import io.waitingroom.permit.Permit;
import io.waitingroom.permit.check.PermitFormat;
import java.util.Optional;

/**
 * A checked redirect target.
 *
 * @param url a path of this server, or an absolute URL; ASCII only
 * @param origin the origin of an absolute URL
 */
record Destination(String url, Optional<String> origin) {
    /**
     * Returns the URL to go to with a permit. Another host does not get our cookies: there the permit is a query parameter,
     * which that host exchanges for its own cookie.
     */
    String withPermit(Optional<Permit> permit) {
        return permit.filter(given -> origin.isPresent())
                .map(given -> withParameter(PermitFormat.COOKIE, given.text()))
                .orElse(url);
    }

    /** Adds the number of the round, from the second one on: most browsers make only one. */
    Destination withRound(int round) {
        return round < 2
                ? this
                : new Destination(withParameter(RedirectLoopGuard.PARAMETER, RedirectLoopGuard.text(round)), origin);
    }

    private String withParameter(String name, String value) {
        var end = url.indexOf('#') < 0 ? url.length() : url.indexOf('#');
        var address = url.substring(0, end);
        var separator = address.contains("?") ? "&" : "?";
        return address + separator + name + "=" + value + url.substring(end);
    }
}
