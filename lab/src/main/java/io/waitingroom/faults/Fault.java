package io.waitingroom.faults;

/**
 * A fault that can be injected into a waiting room.
 *
 * @param name the name of the fault on the command line
 * @param preparation the step that runs before the first visitor arrives
 * @param injection the step that injects the fault and then repairs the damage. If the fault ended processes, they are
 *     started again later
 */
record Fault(String name, Step preparation, Step injection) {
    /** A step of a fault. */
    @FunctionalInterface
    interface Step {
        /**
         * Runs this step in a drill.
         *
         * @throws UnsupportedFaultException if this machine lacks a requirement of the fault
         */
        void run(FaultContext context);
    }

    Fault(String name, Step injection) {
        this(name, context -> {}, injection);
    }

    /** Thrown if this machine cannot produce a fault. The message names what the machine lacks. */
    static final class UnsupportedFaultException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnsupportedFaultException(String why) {
            super(why);
        }
    }
}
