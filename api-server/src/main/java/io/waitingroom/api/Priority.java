package io.waitingroom.api;

import io.waitingroom.page.Cookies;
import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;

/**
 * The order in which requests are refused when more of them come than the processor can serve. A refused look is asked for
 * again and loses nothing, a refused join costs its sender time; without heartbeats and leaves people lose their places and
 * slots stay taken, so that those are always served.
 */
enum Priority {
    LOOK(Duration.ofMillis(500)),
    JOIN(Duration.ofMillis(1000)),
    /** Keys, styles and all that is none of the others. */
    OTHER(Duration.ofMillis(1500)),
    /** Also what keeps a place in other ways: streams, checks of those who are inside, the page of a browser without scripts. */
    HEARTBEAT(Duration.ofNanos(Long.MAX_VALUE));

    private static final String PAGE = "/waiting-room";
    private static final String PAGES_JOIN = PAGE + "/join";
    private static final String PAGES_OTHER_FORMS = PAGE + "/";
    private static final String EVENTS = "/events";
    private static final String ROOMS = "/api/waiting-room/rooms/";

    static final long SHORTEST_PATIENCE_NANOS = LOOK.patienceNanos;

    private final long patienceNanos;

    Priority(Duration patience) {
        patienceNanos = patience.toNanos();
    }

    /** How long a request may have waited before it was read and still be served, ns. */
    long patienceNanos() {
        return patienceNanos;
    }

    /** Whether requests of this priority are ever refused. */
    boolean isShed() {
        return patienceNanos < Long.MAX_VALUE;
    }

    /** The priority of a request, by its method and path. */
    static Priority of(Request request) {
        var path = request.getHttpURI().getPath();
        if (path == null) {
            return OTHER;
        }
        if (path.startsWith(VerifyRoutes.PATH)) {
            return Credentials.mayBeIn(request.getHeaders()) ? HEARTBEAT : JOIN;
        }
        if (path.equals(PAGE) && hasPlace(request)) {
            return HEARTBEAT;
        }
        // A preflight (CORS) is as urgent as the request that it asks for, which is a POST.
        return HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod())
                ? ofGet(path)
                : ofPost(path);
    }

    private static boolean hasPlace(Request request) {
        return request.getHeaders().getValuesList(HttpHeader.COOKIE).stream()
                .anyMatch(cookies -> cookies.contains(Cookies.SESSION + "="));
    }

    private static Priority ofPost(String path) {
        if (path.equals(SessionPath.BASE) || path.equals(PAGES_JOIN)) {
            return JOIN;
        }
        return path.startsWith(SessionPath.BASE) || path.startsWith(PAGES_OTHER_FORMS) ? HEARTBEAT : OTHER;
    }

    private static Priority ofGet(String path) {
        if (path.startsWith(SessionPath.BASE) && path.endsWith(EVENTS)) {
            return HEARTBEAT;
        }
        if (path.startsWith(SessionPath.BASE) || path.startsWith(ROOMS)) {
            return LOOK;
        }
        return path.equals(PAGE) ? JOIN : OTHER;
    }
}
