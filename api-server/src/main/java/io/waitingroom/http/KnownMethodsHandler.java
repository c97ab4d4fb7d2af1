package io.waitingroom.http;

import java.util.Set;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses requests with unknown HTTP methods, with status 501. Javalin would keep every unknown method in memory for ever, so the memory
 * would fill up. Javalin also has handler types with names such as BEFORE. If a request had such a method, Javalin would run
 * those handlers. In addition, each unknown method would become a label value of a metric.
 */
final class KnownMethodsHandler extends Handler.Wrapper {
    private static final Set<String> KNOWN =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT");

    KnownMethodsHandler(Handler next) {
        super(next);
    }

    // Nothing blocks here: a body is complete before a servlet reads it, a response is small enough to be sent
    // without waiting, and calls to Redis are asynchronous. So Jetty need not hand requests over to other threads.
    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (KNOWN.contains(request.getMethod())) {
            return super.handle(request, response, callback);
        }
        Response.writeError(request, response, callback, HttpStatus.NOT_IMPLEMENTED_501);
        return true;
    }
}
