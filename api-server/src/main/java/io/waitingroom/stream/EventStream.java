package io.waitingroom.stream;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * An open HTTP response to which the server writes events. The stream never blocks a thread, even if the client reads slowly. If an event
 * could not be sent yet, a newer event replaces it. Thread-safe.
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

    /**
     * Creates a stream. It writes nothing until {@link #begin} is called.
     *
     * @param out the body of the response
     * @param abort closes the connection
     */
    public EventStream(ServletOutputStream out, Runnable abort) {
        this.out = out;
        this.abort = abort;
    }

    /** Begins to write. The caller must make the request asynchronous before it calls this method. */
    void begin() {
        out.setWriteListener(this);
    }

    /** Returns a future that completes when everything has been sent, or when the client is gone. */
    CompletableFuture<Void> closed() {
        return closed;
    }

    synchronized void send(byte[] text) {
        if (!ending) {
            pending = text;
            write();
        }
    }

    /**
     * Sends a text that would be useless if it were sent later. Drops the text if an event is waiting to be sent or if the client accepts
     * no data now.
     */
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

    /** Ends the stream as soon as the waiting event, if there is one, has been sent. */
    synchronized void end() {
        ending = true;
        write();
    }

    /** Ends the stream and closes the connection at once. */
    void abort() {
        abort.run();
        closed.complete(null);
    }

    /** Returns the time, in ns, for which the client has accepted no data; 0 if the client accepts data now. */
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
