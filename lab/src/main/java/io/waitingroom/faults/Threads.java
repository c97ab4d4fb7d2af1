package io.waitingroom.faults;

/** Starts daemon threads, which do not keep the process alive. */
final class Threads {
    private Threads() {}

    static Thread start(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
