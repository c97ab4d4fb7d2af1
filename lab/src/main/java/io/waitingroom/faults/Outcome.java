package io.waitingroom.faults;

import io.waitingroom.faults.CpuUsage.Shares;
import io.waitingroom.history.Verdict;

/** The outcome of a drill. */
sealed interface Outcome {
    /** The rating of an outcome, the best first. */
    enum Rating {
        GOOD,
        /** No violation was found, but the drill itself was too slow to find one. */
        NOT_PROVEN,
        BAD
    }

    /**
     * The history was checked.
     *
     * @param shares the use of the processors during the drill
     */
    record Checked(Verdict verdict, Shares shares) implements Outcome {
        @Override
        public Rating rating() {
            if (!verdict.violations().isEmpty()) {
                return Rating.BAD;
            }
            return verdict.isProof() ? Rating.GOOD : Rating.NOT_PROVEN;
        }
    }

    /** The fault was not injected, because this machine cannot produce it. */
    record NotRun(String why) implements Outcome {
        @Override
        public Rating rating() {
            return "true".equals(System.getenv("CI")) ? Rating.BAD : Rating.GOOD;
        }
    }

    /** The drill itself failed. */
    record DrillFailed(RuntimeException error) implements Outcome {
        @Override
        public Rating rating() {
            return Rating.BAD;
        }
    }

    /** Returns the rating. Where CI=true, a fault that could not be injected is a failure. */
    Rating rating();
}
