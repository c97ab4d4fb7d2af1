package io.waitingroom.faults;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Delays or holds back the bytes that pass a {@link Proxy} in one direction, or closes their connection. Drops no bytes of an
 * open connection, because TCP would send the dropped bytes again.
 */
final class Direction {
    /**
     * The part of a chunk that may pass.
     *
     * @param bytes the number of bytes that may pass
     * @param last whether the proxy must close the connection after these bytes
     */
    record Admitted(int bytes, boolean last) {}

    private boolean held;
    private String holdAt = "";
    private int minDelay;
    private int maxDelay;
    private boolean cutNext;

    /** Holds back all bytes until {@link #heal}. */
    synchronized void hold() {
        held = true;
    }

    /** Holds back the first chunk that contains this text and all bytes after it, until {@link #heal}. */
    synchronized void holdAt(String text) {
        holdAt = text;
    }

    /** Returns whether this direction currently holds back bytes. */
    synchronized boolean isHolding() {
        return held;
    }

    /** Delays each chunk by a random time. */
    synchronized void delay(int minMillis, int maxMillis) {
        minDelay = minMillis;
        maxDelay = maxMillis;
    }

    /** Closes the connection in the middle of the next chunk. */
    synchronized void cutNext() {
        cutNext = true;
    }

    synchronized void heal() {
        held = false;
        holdAt = "";
        minDelay = 0;
        maxDelay = 0;
        cutNext = false;
        notifyAll();
    }

    /**
     * Waits while these bytes are delayed or held back, and returns how many of them may pass.
     *
     * @param read the number of bytes in the array
     */
    Admitted admit(byte[] bytes, int read) throws InterruptedException {
        var delay = nextDelay();
        // Even a sleep of zero yields the processor, and the chunk would wait until other threads have run.
        if (delay > 0) {
            Thread.sleep(delay);
        }
        synchronized (this) {
            if (!holdAt.isEmpty() && new String(bytes, 0, read, StandardCharsets.ISO_8859_1).contains(holdAt)) {
                held = true;
            }
            while (held) {
                wait();
            }
            var cut = cutNext;
            cutNext = false;
            return new Admitted(cut ? read / 2 : read, cut);
        }
    }

    private synchronized int nextDelay() {
        return maxDelay == 0 ? 0 : ThreadLocalRandom.current().nextInt(minDelay, maxDelay + 1);
    }
}
