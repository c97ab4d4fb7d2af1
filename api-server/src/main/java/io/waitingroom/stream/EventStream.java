package io.waitingroom.stream;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * One open answer to which text is added now and then, without ever waiting for its reader: what cannot be sent yet makes
 * place for what is newer. Safe for use by many threads.
 */
public final class EventStream implements WriteListener {
    private final ServletOutputStream out;
    private final Runnable abort;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private byte[] next;
    private boolean last;
    private long stuckSince;
    private boolean stuck;
    private boolean begun;
    private boolean unflushed;

    /** @param abort closes the connection */
    public EventStream(ServletOutputStream out, Runnable abort) {
        this.out = out;
        this.abort = abort;
    }

    /** To be called once the request is asynchronous. */
    void begin() {
        out.setWriteListener(this);
    }

    /** Completes when there is nothing more to be sent, or nobody to read it. */
    CompletableFuture<Void> closed() {
        return closed;
    }

    synchronized void send(byte[] text) {
        if (!last) {
            next = text;
            write();
        }
    }

    /** Sends what is not worth anything later: not at all, where something else waits to be sent. */
    synchronized void mention(byte[] text) {
        if (next == null && !stuck) {
            send(text);
        }
    }

    /** The same as {@link #send}, and then the stream ends. */
    synchronized void sendLast(byte[] text) {
        send(text);
        end();
    }

    /** Ends the stream once what is under way is sent. */
    synchronized void end() {
        last = true;
        write();
    }

    /** Ends the stream and its connection at once. */
    void abort() {
        abort.run();
        closed.complete(null);
    }

    /** For how long the reader has not taken what was sent, ns; 0 if it has. */
    synchronized long stuckFor() {
        return stuck ? System.nanoTime() - stuckSince : 0;
    }

    private void write() {
        if (!begun || closed.isDone()) {
            return;
        }
        try {
            while (isReady() && (next != null || unflushed)) {
                if (unflushed) {
                    unflushed = false;
                    out.flush();
                } else {
                    unflushed = true;
                    out.write(next);
                    next = null;
                }
            }
        } catch (IOException | RuntimeException e) {
            closed.complete(null);
        }
        if (last && next == null && !unflushed && !stuck) {
            closed.complete(null);
        }
    }

    private boolean isReady() {
        var ready = out.isReady();
        if (!ready && !stuck) {
            stuckSince = System.nanoTime();
        }
        stuck = !ready;
        return ready;
    }

    @Override
    public synchronized void onWritePossible() {
        begun = true;
        stuck = false;
        write();
    }

    @Override
    public void onError(Throwable gone) {
        closed.complete(null);
    }
}
