package io.waitingroom.faults;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/** What becomes of the bytes that pass a {@link Proxy} one way. Nothing is ever left out: TCP would not do so either. */
final class Direction {
    /**
     * How far a chunk may pass.
     *
     * @param bytes how much of it
     * @param last whether the connection ends after that
     */
    record Passage(int bytes, boolean last) {}

    private boolean held;
    private String holdAt = "";
    private int leastDelay;
    private int mostDelay;
    private boolean cutNext;

    /** Keeps everything back, until healed. */
    synchronized void hold() {
        held = true;
    }

    /** Keeps everything back, from the first chunk on that has this text in it, until healed. */
    synchronized void holdAt(String text) {
        holdAt = text;
    }

    /** Whether everything is being kept back now. */
    synchronized boolean holds() {
        return held;
    }

    /** Lets everything pass late, each chunk by a random time. */
    synchronized void delay(int leastMillis, int mostMillis) {
        leastDelay = leastMillis;
        mostDelay = mostMillis;
    }

    /** Ends the connection in the middle of the next chunk. */
    synchronized void cutNext() {
        cutNext = true;
    }

    synchronized void heal() {
        held = false;
        holdAt = "";
        leastDelay = 0;
        mostDelay = 0;
        cutNext = false;
        notifyAll();
    }

    /** Waits as long as these bytes have to. */
    Passage admit(byte[] bytes, int read) throws InterruptedException {
        var delay = delay();
        // A sleep of no time would give the processor away, and the chunk would wait for everybody else's turn.
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
            return new Passage(cut ? read / 2 : read, cut);
        }
    }

    private synchronized int delay() {
        return mostDelay == 0 ? 0 : ThreadLocalRandom.current().nextInt(leastDelay, mostDelay + 1);
    }
}
