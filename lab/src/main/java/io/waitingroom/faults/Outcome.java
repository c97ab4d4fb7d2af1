package io.waitingroom.faults;

import io.waitingroom.faults.Processors.Shares;
import io.waitingroom.history.Verdict;

/** What came of one drill. */
sealed interface Outcome {
    /** What an outcome is worth, the best first. */
    enum Worth {
        GOOD,
        /** Nothing was broken that anybody could see, and the drill itself was too late to see it. */
        NOT_PROVEN,
        BAD
    }

    /**
     * The history was judged.
     *
     * @param shares of the processors, while it was made and judged
     */
    record Judged(Verdict verdict, Shares shares) implements Outcome {
        @Override
        public Worth worth() {
            if (!verdict.violations().isEmpty()) {
                return Worth.BAD;
            }
            return verdict.isProof() ? Worth.GOOD : Worth.NOT_PROVEN;
        }
    }

    /** This machine cannot produce the fault. */
    record NotRun(String why) implements Outcome {
        @Override
        public Worth worth() {
            return "true".equals(System.getenv("CI")) ? Worth.BAD : Worth.GOOD;
        }
    }

    /** The drill itself broke down. */
    record BrokeDown(RuntimeException error) implements Outcome {
        @Override
        public Worth worth() {
            return Worth.BAD;
        }
    }

    /** Whether the run may still succeed. Where CI=true, a fault that was not made is a failure. */
    Worth worth();
}
