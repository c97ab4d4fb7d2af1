package io.waitingroom.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers requests that Jetty could not parse or did not accept. These requests are malformed or ambiguous, or have too many header bytes.
 * Without this handler, Jetty itself would answer them.
 */
final class UnparsedRequestHandler extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var status = request.getAttribute(ERROR_STATUS) instanceof Integer code ? code : response.getStatus();
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        if (status == HttpStatus.SERVICE_UNAVAILABLE_503) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, ProblemHandlers.RETRY_AFTER_SECONDS);
        }
        var body = Json.write(Problem.of(status, "The request cannot be served."));
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
