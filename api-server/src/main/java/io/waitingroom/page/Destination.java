package io.waitingroom.page;

import io.waitingroom.permit.Permit;
import io.waitingroom.permit.check.PermitFormat;
import java.util.Optional;

/**
 * A checked redirect target.
 *
 * @param url a path of this server, or an absolute URL; contains only ASCII characters
 * @param origin the origin of the URL if the URL leads to another host; empty if the URL leads to this server
 */
record Destination(String url, Optional<String> origin) {
    /**
     * Returns the URL to which a browser with this permit is redirected. Another host does not receive our cookies. Therefore a
     * URL of another host contains the permit as a query parameter. The service at that host replaces the parameter with a
     * cookie of its own.
     */
    String withPermit(Optional<Permit> permit) {
        return permit.filter(given -> origin.isPresent())
                .map(given -> withParameter(PermitFormat.COOKIE, given.text()))
                .orElse(url);
    }

    /**
     * Returns this destination with the number of the round as a query parameter (see {@link RedirectLoopGuard}). The parameter
     * is added from the second round on, because most browsers make only one round.
     */
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
