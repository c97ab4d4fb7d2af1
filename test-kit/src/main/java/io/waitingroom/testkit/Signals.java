package io.waitingroom.testkit;

import java.io.IOException;

/** Sends signals to processes. Java has no method for most signals. */
public final class Signals {
    private Signals() {}

    /**
     * Sends a signal to a process.
     *
     * @param name the name of the signal without SIG: KILL, STOP, CONT or TERM
     * @param pid the id of the process
     */
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
