package io.waitingroom.api;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Has requests for a WebSocket answered as any other. Javalin takes whatever has that key for one, finds no route, and starts a
 * session of its own; but a proxy that asks whether such a request may come in sends its headers along.
 */
final class NoWebSocketsHandler extends Handler.Wrapper {
    NoWebSocketsHandler(Handler next) {
        super(next);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return request.getHeaders().contains(HttpHeader.SEC_WEBSOCKET_KEY)
                ? super.handle(new WithoutKey(request), response, callback)
                : super.handle(request, response, callback);
    }

    private static final class WithoutKey extends Request.Wrapper {
        private final HttpFields headers;

        WithoutKey(Request request) {
            super(request);
            headers = HttpFields.build(request.getHeaders())
                    .remove(HttpHeader.SEC_WEBSOCKET_KEY)
                    .asImmutable();
        }

        @Override
        public HttpFields getHeaders() {
            return headers;
        }
    }
}
