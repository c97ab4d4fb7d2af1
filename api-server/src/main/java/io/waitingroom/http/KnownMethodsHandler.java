package io.waitingroom.http;

import java.util.Set;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Keeps invented methods out. Javalin remembers each one that it is shown for ever, takes some, such as BEFORE, for
 * names of its own and runs the handlers of that name, and a metric would be labelled with each.
 */
final class KnownMethodsHandler extends Handler.Wrapper {
    private static final Set<String> KNOWN =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT");

    KnownMethodsHandler(Handler next) {
        super(next);
    }

    // A body is there in full before a servlet reads it, an answer is small enough to be sent without waiting, and
    // Redis
    // is asked without waiting: so Jetty need not hand requests from thread to thread.
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
