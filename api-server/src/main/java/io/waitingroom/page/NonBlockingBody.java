package io.waitingroom.page;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;

/**
 * Sends a response body without blocking a thread. The body may be larger than the connection's buffer: it is written in
 * chunks, as fast as the client reads.
 */
final class NonBlockingBody implements WriteListener {
    private static final int CHUNK = 8 * 1024;

    private final ServletOutputStream out;
    private final byte[] body;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private int sent;

    private NonBlockingBody(ServletOutputStream out, byte[] body) {
        this.out = out;
        this.body = body;
    }

    /** Sends the body as the response. The caller must set the status and the headers before this call. */
    static void send(Context ctx, byte[] body) {
        ctx.future(() -> start(ctx, body));
    }

    /**
     * Starts to send the body. Returns a future that completes when the whole body is sent. This method is for a handler that
     * has already called {@code ctx.future}: the handler chains the returned future to the end of its own future.
     */
    static CompletableFuture<Void> start(Context ctx, byte[] body) {
        ctx.res().setContentLength(body.length);
        if (ctx.method().equals(HandlerType.HEAD)) {
            return CompletableFuture.completedFuture(null);
        }
        try {
            var sending = new NonBlockingBody(ctx.res().getOutputStream(), body);
            sending.out.setWriteListener(sending);
            return sending.done;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void onWritePossible() throws IOException {
        while (out.isReady()) {
            if (sent == body.length) {
                done.complete(null);
                return;
            }
            var length = Math.min(CHUNK, body.length - sent);
            out.write(body, sent, length);
            sent += length;
        }
    }

    /** Completes the future normally. The client has disconnected, so the error cannot be reported to the client. */
    @Override
    public void onError(Throwable error) {
        done.complete(null);
    }
}
