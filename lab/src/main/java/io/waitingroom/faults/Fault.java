package io.waitingroom.faults;

/**
 * A fault that can be injected into a waiting room.
 *
 * @param name its name on the command line
 * @param preparation what must be done before the first visitor arrives
 * @param injection injects the fault, and repairs what it broke except for ended processes, which are started again later
 */
record Fault(String name, Step preparation, Step injection) {
    /** A step of a fault. */
    @FunctionalInterface
    interface Step {
        /** @throws UnsupportedFaultException if this machine lacks a requirement of the fault */
        void run(FaultContext context);
    }

    Fault(String name, Step injection) {
        this(name, context -> {}, injection);
    }

    /** Says that this machine cannot produce a fault; the message names what it lacks. */
    static final class UnsupportedFaultException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnsupportedFaultException(String why) {
            super(why);
        }
    }
}
