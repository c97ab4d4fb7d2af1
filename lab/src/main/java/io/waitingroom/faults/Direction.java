package io.waitingroom.faults;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/** Delays, holds back or cuts the bytes that pass a {@link Proxy} in one direction. Never drops bytes: TCP would send them again. */
final class Direction {
    /**
     * The part of a chunk that may pass.
     *
     * @param bytes the number of bytes
     * @param last whether the connection ends after them
     */
    record Admitted(int bytes, boolean last) {}

    private boolean held;
    private String holdAt = "";
    private int minDelay;
    private int maxDelay;
    private boolean cutNext;

    /** Holds back all bytes until healed. */
    synchronized void hold() {
        held = true;
    }

    /** Holds back all bytes from the first chunk that contains this text, until healed. */
    synchronized void holdAt(String text) {
        holdAt = text;
    }

    /** Returns whether bytes are held back now. */
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

    /** Blocks as long as these bytes are delayed or held back. */
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
