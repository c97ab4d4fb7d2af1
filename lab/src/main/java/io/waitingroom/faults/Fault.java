package io.waitingroom.faults;

/**
 * One way to break a waiting room.
 *
 * @param name what it is called on the command line
 * @param preparation what it takes, done before anybody arrives
 * @param making makes the fault, and mends what it broke but for processes that ended, which are started again later
 */
record Fault(String name, Step preparation, Step making) {
    /** Something to do on a stage. */
    @FunctionalInterface
    interface Step {
        /** @throws CannotBeMadeException if this machine lacks what it takes */
        void take(Scene scene);
    }

    Fault(String name, Step making) {
        this(name, unprepared -> {}, making);
    }

    /** This machine cannot produce a fault; the message says what it lacks. */
    static final class CannotBeMadeException extends RuntimeException {
        private static final long serialVersionUID = 1;

        CannotBeMadeException(String why) {
            super(why);
        }
    }
}
