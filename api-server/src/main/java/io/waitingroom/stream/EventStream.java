package io.waitingroom.stream;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * An open response that events are written to. It never blocks on a slow reader: a newer event replaces one that could not be sent yet.
 * Thread-safe.
 */
public final class EventStream implements WriteListener {
    private final ServletOutputStream out;
    private final Runnable abort;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private byte[] pending;
    private boolean ending;
    private long blockedSince;
    private boolean blocked;
    private boolean writable;
    private boolean unflushed;

    /** @param abort closes the connection */
    public EventStream(ServletOutputStream out, Runnable abort) {
        this.out = out;
        this.abort = abort;
    }

    /** Begins to write. Must be called after the request has become asynchronous. */
    void begin() {
        out.setWriteListener(this);
    }

    /** Completes when everything has been sent, or the client is gone. */
    CompletableFuture<Void> closed() {
        return closed;
    }

    synchronized void send(byte[] text) {
        if (!ending) {
            pending = text;
            write();
        }
    }

    /** Sends a text that is useless later. It is dropped if an event is pending or the reader is blocked. */
    synchronized void sendIfIdle(byte[] text) {
        if (pending == null && !blocked) {
            send(text);
        }
    }

    /** Sends a text like {@link #send}, and then ends the stream. */
    synchronized void sendLast(byte[] text) {
        send(text);
        end();
    }

    /** Ends the stream after the pending event has been sent. */
    synchronized void end() {
        ending = true;
        write();
    }

    /** Ends the stream and its connection at once. */
    void abort() {
        abort.run();
        closed.complete(null);
    }

    /** Returns for how long the reader has not accepted data, in ns; 0 if it accepts data. */
    synchronized long blockedNanos() {
        return blocked ? System.nanoTime() - blockedSince : 0;
    }

    private void write() {
        if (!writable || closed.isDone()) {
            return;
        }
        try {
            while (isReady() && (pending != null || unflushed)) {
                if (unflushed) {
                    unflushed = false;
                    out.flush();
                } else {
                    unflushed = true;
                    out.write(pending);
                    pending = null;
                }
            }
        } catch (IOException | RuntimeException e) {
            closed.complete(null);
        }
        if (ending && pending == null && !unflushed && !blocked) {
            closed.complete(null);
        }
    }

    private boolean isReady() {
        var ready = out.isReady();
        if (!ready && !blocked) {
            blockedSince = System.nanoTime();
        }
        blocked = !ready;
        return ready;
    }

    @Override
    public synchronized void onWritePossible() {
        writable = true;
        blocked = false;
        write();
    }

    @Override
    public void onError(Throwable error) {
        closed.complete(null);
    }
}
