package io.waitingroom.http;

import java.util.EnumSet;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Removes the WebSocket headers from requests, so that the server answers these requests like all others. Before a proxy lets in a client's
 * WebSocket request, it asks this server whether the session is ACTIVE. The proxy copies the WebSocket headers into this online check. With
 * these headers, Javalin would treat the check like a WebSocket request: it would find no route, answer 404, and set a cookie of its own.
 */
final class NoWebSocketsHandler extends Handler.Wrapper {
    private static final EnumSet<HttpHeader> HEADERS =
            EnumSet.of(HttpHeader.SEC_WEBSOCKET_KEY, HttpHeader.SEC_WEBSOCKET_VERSION);

    NoWebSocketsHandler(Handler next) {
        super(next);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return HEADERS.stream().anyMatch(request.getHeaders()::contains)
                ? super.handle(new WithoutWebSocketHeaders(request), response, callback)
                : super.handle(request, response, callback);
    }

    private static final class WithoutWebSocketHeaders extends Request.Wrapper {
        private final HttpFields headers;

        WithoutWebSocketHeaders(Request request) {
            super(request);
            headers = HttpFields.build(request.getHeaders()).remove(HEADERS).asImmutable();
        }

        @Override
        public HttpFields getHeaders() {
            return headers;
        }
    }
}
