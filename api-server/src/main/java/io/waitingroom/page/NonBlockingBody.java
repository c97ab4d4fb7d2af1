package io.waitingroom.page;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;

/**
 * Sends what may be more than a connection takes at once, as fast as the client reads it and without a thread that
 * waits meanwhile.
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

    /** Answers with this body. The answer's head is complete. */
    static void send(Context ctx, byte[] body) {
        ctx.future(() -> start(ctx, body));
    }

    /** As {@link #send}, for a request that a future answers. */
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

    /** The client has gone: there is nobody left to tell. */
    @Override
    public void onError(Throwable error) {
        done.complete(null);
    }
}
