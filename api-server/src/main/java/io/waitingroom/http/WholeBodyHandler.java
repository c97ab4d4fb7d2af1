package io.waitingroom.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Reads the whole body of a request before it passes the request on. A servlet would block a thread until the body has arrived. A few
 * hundred clients that announce a body and send none would then block all threads. The handler copies the body, so that it does not keep
 * the larger buffer of Jetty in memory.
 */
final class WholeBodyHandler extends Handler.Wrapper {
    WholeBodyHandler(Handler next) {
        super(next);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var chunked = request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
        var limit = BodyLimit.of(request.getHttpURI().getPath());
        var announced = request.getLength() > 0 && request.getLength() <= limit;
        if (!chunked && !announced) {
            return super.handle(request, response, callback);
        }
        new BodyReader(request, response, callback, limit).run();
        return true;
    }

    /**
     * Reads a body without blocking, and tells Jetty so through {@link #getInvocationType}. Otherwise Jetty would wake a thread for each
     * byte that arrives. For each body that a client does not complete, Jetty would also start a new thread, outside its thread pool and
     * without a limit.
     */
    private final class BodyReader implements Invocable.Task {
        private final Request request;
        private final Response response;
        private final Callback callback;
        private final int limit;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();

        BodyReader(Request request, Response response, Callback callback, int limit) {
            this.request = request;
            this.response = response;
            this.callback = callback;
            this.limit = limit;
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }

        @Override
        public void run() {
            while (true) {
                var chunk = request.read();
                if (chunk == null) {
                    request.demand(this);
                    return;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    refuse(HttpStatus.BAD_REQUEST_400);
                    return;
                }
                body.writeBytes(BufferUtil.toArray(chunk.getByteBuffer()));
                chunk.release();
                if (body.size() > limit) {
                    refuse(HttpStatus.PAYLOAD_TOO_LARGE_413);
                    return;
                }
                if (chunk.isLast()) {
                    request.getContext().execute(this::passOn);
                    return;
                }
            }
        }

        private void refuse(int status) {
            Response.writeError(request, response, callback, status);
        }

        private void passOn() {
            try {
                if (!getHandler().handle(new BufferedRequest(request, body.toByteArray()), response, callback)) {
                    refuse(HttpStatus.NOT_FOUND_404);
                }
            } catch (Exception e) {
                Response.writeError(request, response, callback, e);
            }
        }
    }

    private static final class BufferedRequest extends Request.Wrapper {
        private Content.Chunk next;

        BufferedRequest(Request request, byte[] body) {
            super(request);
            next = Content.Chunk.from(ByteBuffer.wrap(body), true);
        }

        @Override
        public Content.Chunk read() {
            var chunk = next;
            next = Content.Chunk.EOF;
            return chunk;
        }

        @Override
        public void demand(Runnable callback) {
            getContext().execute(callback);
        }
    }
}
