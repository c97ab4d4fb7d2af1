package io.waitingroom.http;

import java.util.EnumSet;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Has requests for a WebSocket answered as any other. Javalin takes whatever has their key or version for one, finds no route, and starts a
 * session of its own; but a proxy that asks whether such a request may come in sends its headers along.
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
                ? super.handle(new WithoutThem(request), response, callback)
                : super.handle(request, response, callback);
    }

    private static final class WithoutThem extends Request.Wrapper {
        private final HttpFields headers;

        WithoutThem(Request request) {
            super(request);
            headers = HttpFields.build(request.getHeaders()).remove(HEADERS).asImmutable();
        }

        @Override
        public HttpFields getHeaders() {
            return headers;
        }
    }
}
