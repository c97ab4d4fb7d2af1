package io.waitingroom.faults;

import io.waitingroom.history.Verdict;

/** What came of one drill. */
sealed interface Outcome {
    /** The history was judged. */
    record Judged(Verdict verdict) implements Outcome {
        @Override
        public boolean isGood() {
            return verdict.violations().isEmpty();
        }
    }

    /** This machine cannot produce the fault. */
    record NotRun(String why) implements Outcome {
        @Override
        public boolean isGood() {
            return !"true".equals(System.getenv("CI"));
        }
    }

    /** The drill itself broke down. */
    record BrokeDown(RuntimeException error) implements Outcome {
        @Override
        public boolean isGood() {
            return false;
        }
    }

    /** Whether the run may still succeed. Where CI=true, a fault that was not made is a failure. */
    boolean isGood();
}
