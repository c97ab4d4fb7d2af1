package io.waitingroom.testkit;

import java.io.IOException;

/** Sends signals for which Java has no method. */
public final class Signals {
    private Signals() {}

    /** @param name of the signal without SIG: KILL, STOP, CONT, TERM */
    public static void send(String name, long pid) {
        try {
            var exit = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("kill -" + name + " " + pid + " ended with " + exit);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
