package io.waitingroom.routes;

import io.waitingroom.http.RequestPriority;
import io.waitingroom.page.Cookies;
import java.util.List;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;

/** Determines the priority of a request from its method, its path, and the credentials that it may contain. */
public final class PriorityRules implements Function<Request, RequestPriority> {
    private static final String PAGE = "/waiting-room";
    private static final String PAGE_JOIN = PAGE + "/join";
    private static final String PAGE_FORMS = PAGE + "/";
    private static final String EVENTS = "/events";
    private static final String ROOMS = "/api/waiting-room/rooms/";

    /** Sample requests, one of each kind. They are used to warm up a server. */
    public static final List<String> SAMPLES = List.of(
            "GET " + SessionPath.BASE + "/nobody",
            "GET " + SessionPath.BASE + "/nobody/events",
            "POST " + SessionPath.BASE + "/nobody:heartbeat",
            "POST " + SessionPath.BASE + "/nobody:leave",
            "GET /api/waiting-room/rooms/default",
            "GET " + VerifyRoutes.PATH,
            "GET " + PAGE);

    @Override
    public RequestPriority apply(Request request) {
        var path = request.getHttpURI().getPath();
        if (path == null) {
            return RequestPriority.OTHER;
        }
        if (path.startsWith(VerifyRoutes.PATH)) {
            return Credentials.mayBeIn(request.getHeaders()) ? RequestPriority.HEARTBEAT : RequestPriority.JOIN;
        }
        if (path.equals(PAGE) && hasSessionCookie(request)) {
            return RequestPriority.HEARTBEAT;
        }
        // A CORS preflight is as urgent as the request that follows it, which is a POST.
        return HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod())
                ? ofGet(path)
                : ofPost(path);
    }

    private static boolean hasSessionCookie(Request request) {
        return request.getHeaders().getValuesList(HttpHeader.COOKIE).stream()
                .anyMatch(cookies -> cookies.contains(Cookies.SESSION + "="));
    }

    private static RequestPriority ofPost(String path) {
        if (path.equals(SessionPath.BASE) || path.equals(PAGE_JOIN)) {
            return RequestPriority.JOIN;
        }
        return path.startsWith(SessionPath.BASE) || path.startsWith(PAGE_FORMS)
                ? RequestPriority.HEARTBEAT
                : RequestPriority.OTHER;
    }

    private static RequestPriority ofGet(String path) {
        if (path.startsWith(SessionPath.BASE) && path.endsWith(EVENTS)) {
            return RequestPriority.HEARTBEAT;
        }
        if (path.startsWith(SessionPath.BASE) || path.startsWith(ROOMS)) {
            return RequestPriority.LOOK;
        }
        return path.equals(PAGE) ? RequestPriority.JOIN : RequestPriority.OTHER;
    }
}
