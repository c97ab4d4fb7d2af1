package io.waitingroom.faults;

/**
 * One way to break a waiting room.
 *
 * @param name what it is called on the command line
 */
record Fault(String name, Making making) {
    /** How the fault is made. */
    @FunctionalInterface
    interface Making {
        /**
         * Makes the fault, and mends what it broke but for processes that ended, which are started again later.
         *
         * @throws CannotBeMadeException if this machine lacks what it takes
         */
        void make(Scene scene);
    }

    /** This machine cannot produce a fault; the message says what it lacks. */
    static final class CannotBeMadeException extends RuntimeException {
        private static final long serialVersionUID = 1;

        CannotBeMadeException(String why) {
            super(why);
        }
    }
}
