package io.waitingroom.faults;

import io.waitingroom.faults.CpuUsage.Shares;
import io.waitingroom.history.Verdict;

/** The outcome of a drill. */
sealed interface Outcome {
    /** The rating of an outcome. The best rating comes first. */
    enum Rating {
        GOOD,
        /** No violation was found, but the drill itself was too slow for a proof that there was none. */
        NOT_PROVEN,
        BAD
    }

    /**
     * The outcome of a drill whose history was checked.
     *
     * @param verdict the result of the check
     * @param shares the share of the processors' time that the drill used, and the share that the room used
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

    /** The outcome of a drill whose fault was not injected, because this machine cannot produce the fault. */
    record NotRun(String why) implements Outcome {
        @Override
        public Rating rating() {
            return "true".equals(System.getenv("CI")) ? Rating.BAD : Rating.GOOD;
        }
    }

    /** The outcome of a drill that ended with an error of the drill itself. */
    record DrillFailed(RuntimeException error) implements Outcome {
        @Override
        public Rating rating() {
            return Rating.BAD;
        }
    }

    /** Returns the rating. If the environment variable CI is {@code true}, a fault that could not be injected is a failure. */
    Rating rating();
}
